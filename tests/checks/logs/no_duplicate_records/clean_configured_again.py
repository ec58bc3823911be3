"""What configures logging is called again and again, and does so once."""

import logging

from fastapi import FastAPI

app = FastAPI()


def get_logger(name: str) -> logging.Logger:
    logger = logging.getLogger(name)
    if not logger.handlers:
        logger.addHandler(logging.StreamHandler())
        logger.setLevel(logging.INFO)
        logger.propagate = False
    return logger


@app.get("/prices")
def prices() -> list[int]:
    get_logger("shop.again").info("prices")
    return [1, 2, 3]
