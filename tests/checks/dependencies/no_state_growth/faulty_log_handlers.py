"""Whoever asks for a logger gets one with another handler: each line is written once more with every request."""

import logging
import sys

from fastapi import Depends, FastAPI

app = FastAPI()


def get_logger() -> logging.Logger:
    logger = logging.getLogger("shop")
    logger.addHandler(logging.StreamHandler(sys.stderr))  # fault
    return logger


@app.get("/items")
async def items(logger: logging.Logger = Depends(get_logger)) -> list[str]:
    logger.debug("items are read")
    return []


@app.post("/orders", status_code=201)
async def order(logger: logging.Logger = Depends(get_logger)) -> dict[str, int]:
    logger.debug("an order is made")
    return {"id": 1}
