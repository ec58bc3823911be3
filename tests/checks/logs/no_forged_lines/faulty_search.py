"""What is searched for is logged as it is."""

import logging
import sys

from fastapi import FastAPI

logger = logging.getLogger("shop.search")
logger.propagate = False
logger.setLevel(logging.INFO)
logger.handlers[:] = [logging.StreamHandler(sys.stderr)]
app = FastAPI()


@app.get("/items")
async def search(q: str = "") -> list[str]:
    logger.info(f"search for {q}")  # fault
    return []
