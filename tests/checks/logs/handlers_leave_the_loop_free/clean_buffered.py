"""Records are kept until there are many."""

import logging
import logging.handlers

from fastapi import FastAPI

logger = logging.getLogger("shop.buffered")
logger.propagate = False
logger.setLevel(logging.INFO)
logger.handlers[:] = [logging.handlers.MemoryHandler(10_000, target=logging.NullHandler())]
app = FastAPI()


@app.get("/prices")
async def prices() -> list[int]:
    logger.info("prices")
    return [1, 2, 3]
