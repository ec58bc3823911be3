"""Each request gives the logger another handler."""

import logging
import sys

from fastapi import FastAPI

app = FastAPI()


def get_logger(name: str) -> logging.Logger:
    logger = logging.getLogger(name)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    logger.addHandler(logging.StreamHandler(sys.stdout))  # fault
    return logger


@app.get("/prices")
def prices() -> list[int]:
    get_logger("shop.many").info("prices")
    return [1, 2, 3]
