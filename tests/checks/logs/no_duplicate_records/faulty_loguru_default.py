"""A sink is added beside the one that loguru begins with."""

import sys

from fastapi import FastAPI
from loguru import logger

logger.configure(handlers=[{"sink": sys.stderr}, {"sink": sys.stderr, "format": "{level} {message}"}])
app = FastAPI()


@app.get("/prices")
async def prices() -> list[int]:
    logger.info("prices")  # fault
    return [1, 2, 3]
