"""A logger for each order gets a handler for its file, with every request another one."""

import logging
import tempfile
from pathlib import Path

from fastapi import FastAPI

LOGS = Path(tempfile.mkdtemp())

app = FastAPI()


def order_logger(order_id: int) -> logging.Logger:
    logger = logging.getLogger(f"orders.{order_id}")
    logger.addHandler(logging.FileHandler(LOGS / f"order-{order_id}.log"))  # fault
    return logger


@app.get("/orders/{order_id}")
async def read_order(order_id: int) -> dict[str, int]:
    order_logger(order_id).info("read")
    return {"id": order_id}
