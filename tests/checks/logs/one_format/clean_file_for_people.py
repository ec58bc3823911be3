"""JSON on the stream, and the same records for people in a file."""

import logging
import tempfile

from fastapi import FastAPI

from tests.checks.logs.one_format._json import json_logger

logger = json_logger("shop.people")
logger.addHandler(logging.FileHandler(f"{tempfile.mkdtemp()}/people.log"))
app = FastAPI()


@app.get("/prices")
async def prices() -> list[int]:
    logger.info("prices")
    return [1, 2, 3]
