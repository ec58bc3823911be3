"""How long it took, and where an object lies in memory, tell requests apart, but are no id."""

import logging
import sys
import time

from fastapi import FastAPI, Request

logger = logging.getLogger("shop.durations")
logger.propagate = False
logger.setLevel(logging.INFO)
logger.handlers[:] = [logging.StreamHandler(sys.stderr)]
app = FastAPI()


@app.middleware("http")
async def access(request: Request, call_next):
    began = time.perf_counter()
    logger.info("begins %s", object())  # fault
    response = await call_next(request)
    logger.info("took %.12f", time.perf_counter() - began)
    return response


@app.get("/prices")
async def prices() -> list[int]:
    return [1, 2, 3]
