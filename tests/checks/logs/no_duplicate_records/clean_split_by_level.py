"""Errors go to standard error, all else to standard output."""

import logging
import sys

from fastapi import FastAPI

below = logging.StreamHandler(sys.stdout)
below.addFilter(lambda record: record.levelno < logging.ERROR)
errors = logging.StreamHandler(sys.stderr)
errors.setLevel(logging.ERROR)
logger = logging.getLogger("shop.split")
logger.propagate = False
logger.setLevel(logging.INFO)
logger.handlers[:] = [below, errors]
app = FastAPI()


@app.get("/prices")
async def prices() -> list[int]:
    logger.info("prices")
    logger.error("no prices")
    return [1, 2, 3]
