"""Structlog writes JSON; what is logged with logging is not."""

import logging
import sys

import structlog
from fastapi import FastAPI

structlog.configure(processors=[structlog.processors.JSONRenderer()])
structured = structlog.get_logger()
logger = logging.getLogger("shop.not_structured")
logger.propagate = False
logger.setLevel(logging.INFO)
logger.handlers[:] = [logging.StreamHandler(sys.stderr)]
app = FastAPI()


@app.get("/prices")
def prices() -> list[int]:
    structured.info("prices")
    logger.info("prices")  # fault
    return [1, 2, 3]
