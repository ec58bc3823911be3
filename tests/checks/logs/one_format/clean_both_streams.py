"""Each record is JSON on standard output, and plain on standard error for whoever looks."""

import logging
import sys

from fastapi import FastAPI

from tests.checks.logs.one_format._json import json_logger

logger = json_logger("shop.both_streams", sys.stdout)
logger.addHandler(logging.StreamHandler(sys.stderr))
app = FastAPI()


@app.get("/prices")
async def prices() -> list[int]:
    logger.info("prices")
    return [1, 2, 3]
