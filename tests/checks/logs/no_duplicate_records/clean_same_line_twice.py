"""The same text is logged twice on purpose: two calls, two records."""

import logging
import sys

from fastapi import FastAPI

logger = logging.getLogger("shop.retries")
logger.propagate = False
logger.setLevel(logging.INFO)
logger.handlers[:] = [logging.StreamHandler(sys.stderr)]
app = FastAPI()


@app.get("/prices")
async def prices() -> list[int]:
    for _ in range(2):
        logger.info("another try")
    return [1, 2, 3]
