"""Line breaks are replaced; what a terminal obeys is not."""

import logging
import sys

from fastapi import FastAPI

logger = logging.getLogger("shop.terminal")
logger.propagate = False
logger.setLevel(logging.INFO)
logger.handlers[:] = [logging.StreamHandler(sys.stderr)]
app = FastAPI()


@app.get("/items")
async def search(q: str = "") -> list[str]:
    logger.info("search for %s", q.replace("\n", " "))  # fault
    return []
