"""Structlog hands its events on to logging, which writes them."""

import logging
import sys

import structlog
from fastapi import FastAPI

structlog.configure(
    processors=[structlog.stdlib.add_log_level, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    wrapper_class=structlog.stdlib.BoundLogger,
)
handler = logging.StreamHandler(sys.stderr)
handler.setFormatter(structlog.stdlib.ProcessorFormatter(processor=structlog.processors.JSONRenderer()))
shop = logging.getLogger("shop.handed_on")
shop.propagate = False
shop.setLevel(logging.INFO)
shop.handlers[:] = [handler]
logger = structlog.get_logger("shop.handed_on")
app = FastAPI()


@app.get("/prices")
async def prices() -> list[int]:
    logger.info("prices")
    return [1, 2, 3]
