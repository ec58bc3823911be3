"""Loguru writes in a thread of its own."""

import sys

from fastapi import FastAPI
from loguru import logger

logger.remove()
logger.add(sys.stderr, level="INFO", enqueue=True, diagnose=False)
app = FastAPI()


@app.get("/prices")
async def prices() -> list[int]:
    logger.info("prices")
    return [1, 2, 3]
