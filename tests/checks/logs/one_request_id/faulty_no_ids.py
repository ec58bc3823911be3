"""No line tells which request it belongs to."""

import logging

from fastapi import FastAPI

logging.basicConfig(level=logging.INFO)
logger = logging.getLogger("shop.anonymous")
app = FastAPI()


@app.get("/prices")
async def prices() -> list[int]:
    logger.info("prices")  # fault
    return [1, 2, 3]


@app.get("/orders")
async def orders() -> list[int]:
    logger.info("orders")  # fault
    return [1]
