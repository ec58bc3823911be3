"""A crash is told to loguru as a warning: nobody is paged."""

import sys

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from loguru import logger

logger.remove()
logger.add(sys.stderr, level="INFO", diagnose=False)
app = FastAPI()


@app.middleware("http")
async def barrier(request: Request, call_next):
    try:
        return await call_next(request)
    except Exception:
        logger.opt(exception=True).warning("request failed")  # fault
        return JSONResponse({"detail": "Internal Server Error"}, 500)


@app.get("/prices")
async def prices() -> list[int]:
    return [1, 2, 3]
