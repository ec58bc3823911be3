"""One logger writes JSON, another one plain text."""

import logging
import sys

from fastapi import FastAPI

from tests.checks.logs.one_format._json import json_logger

logger = json_logger("shop.format")
legacy = logging.getLogger("legacy.format")
legacy.propagate = False
legacy.setLevel(logging.INFO)
legacy.handlers.clear()
legacy.addHandler(logging.StreamHandler(sys.stderr))  # fault
app = FastAPI()


@app.get("/prices")
async def prices() -> list[int]:
    logger.info("prices")
    legacy.info("prices, as ever")
    return [1, 2, 3]
