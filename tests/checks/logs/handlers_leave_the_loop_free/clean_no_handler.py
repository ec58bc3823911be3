"""Nothing is configured."""

import logging

from fastapi import FastAPI

logger = logging.getLogger("shop.unconfigured")
app = FastAPI()


@app.get("/prices")
async def prices() -> list[int]:
    logger.warning("prices")
    return [1, 2, 3]
