"""What comes from a client is logged as Python would write it."""

import logging

from fastapi import FastAPI

logging.basicConfig(level=logging.INFO)
logger = logging.getLogger("shop.repr")
app = FastAPI()


@app.get("/items/{name}")
async def item(name: str, q: str = "") -> str:
    logger.info("item %r, %r", name, q)
    return name
