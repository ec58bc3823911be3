"""Loguru writes JSON for one module, and plain text for another."""

import sys

from fastapi import FastAPI
from loguru import logger

logger.remove()
logger.add(sys.stderr, serialize=True, diagnose=False, filter=lambda record: "plain" not in record["extra"])
logger.add(sys.stderr, diagnose=False, filter=lambda record: "plain" in record["extra"])
app = FastAPI()


@app.get("/prices")
async def prices() -> list[int]:
    logger.info("prices")
    logger.bind(plain=True).info("prices, plainly")  # fault
    return [1, 2, 3]
