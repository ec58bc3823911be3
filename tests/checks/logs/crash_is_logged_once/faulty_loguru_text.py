"""Loguru is told of the exception as a text: where it came from is lost."""

import sys

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from loguru import logger

logger.remove()
logger.add(sys.stderr, level="INFO")
app = FastAPI()


@app.middleware("http")
async def barrier(request: Request, call_next):
    try:
        return await call_next(request)
    except Exception as error:
        logger.error("request failed: {}", error)  # fault
        return JSONResponse({"detail": "Internal Server Error"}, 500)


@app.get("/prices")
async def prices() -> list[int]:
    return [1, 2, 3]
