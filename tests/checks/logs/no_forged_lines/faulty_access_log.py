"""A middleware logs the path as it was decoded, with loguru."""

import sys

from fastapi import FastAPI, Request
from loguru import logger

logger.remove()
logger.add(sys.stderr, format="{time} {level} {message}", level="INFO")
app = FastAPI()


@app.middleware("http")
async def access(request: Request, call_next):
    response = await call_next(request)
    logger.info("{} {} {}", request.method, request.scope["path"], response.status_code)  # fault
    return response


@app.get("/prices")
async def prices() -> list[int]:
    return [1, 2, 3]
