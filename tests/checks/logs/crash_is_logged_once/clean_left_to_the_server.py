"""Nothing is caught: the server logs it."""

import logging

from fastapi import FastAPI

logging.basicConfig(level=logging.INFO)
logger = logging.getLogger(__name__)
app = FastAPI()


@app.get("/prices")
async def prices() -> list[int]:
    logger.info("prices are asked for")
    return [1, 2, 3]
