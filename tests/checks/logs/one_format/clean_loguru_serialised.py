"""Loguru serialises everything, and logging goes on to it."""

import logging
import sys

from fastapi import FastAPI
from loguru import logger


class Intercept(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        logger.opt(depth=6, exception=record.exc_info).log(record.levelname, record.getMessage())


logger.remove()
logger.add(sys.stderr, serialize=True, diagnose=False)
shop = logging.getLogger("shop.serialised")
shop.propagate = False
shop.setLevel(logging.INFO)
shop.handlers[:] = [Intercept()]
app = FastAPI()


@app.get("/prices")
async def prices() -> list[int]:
    shop.info("prices")
    logger.info("prices")
    return [1, 2, 3]
