"""Structlog hands on to a handler that waits for an answer."""

import logging
import time

import structlog
from fastapi import FastAPI


class Slow(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        time.sleep(0.002)  # fault


structlog.configure(
    processors=[structlog.processors.JSONRenderer()],
    logger_factory=structlog.stdlib.LoggerFactory(),
    wrapper_class=structlog.stdlib.BoundLogger,
)
shop = logging.getLogger("shop.slow")
shop.propagate = False
shop.setLevel(logging.INFO)
shop.handlers[:] = [Slow()]
logger = structlog.get_logger("shop.slow")
app = FastAPI()


@app.get("/prices")
async def prices() -> list[int]:
    logger.info("prices")
    return [1, 2, 3]
