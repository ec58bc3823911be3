"""The logger has a handler of its own, and the root logger has another one."""

import logging
import sys

from fastapi import FastAPI

logging.getLogger().addHandler(logging.StreamHandler(sys.stderr))
logger = logging.getLogger("shop.twice")
logger.setLevel(logging.INFO)
logger.addHandler(logging.StreamHandler(sys.stderr))  # fault
app = FastAPI()


@app.get("/prices")
async def prices() -> list[int]:
    logger.info("prices")
    return [1, 2, 3]


@app.get("/orders")
async def orders() -> list[int]:
    logger.info("orders")
    return [1, 2, 3]
