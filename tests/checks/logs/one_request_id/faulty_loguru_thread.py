"""The id is bound to one of two loggers of loguru."""

import sys
import uuid

from fastapi import FastAPI, Request
from loguru import logger

logger.remove()
logger.add(sys.stderr, format="{extra} {message}", level="INFO", diagnose=False)
app = FastAPI()


@app.middleware("http")
async def request_id(request: Request, call_next):
    id = uuid.uuid4().hex
    bound = logger.bind(request_id=id)
    bound.info("begins")
    response = await call_next(request)
    bound.info("ends")
    response.headers["X-Request-ID"] = id
    return response


@app.get("/prices")
def prices() -> list[int]:
    logger.info("prices")  # fault
    return [1, 2, 3]
