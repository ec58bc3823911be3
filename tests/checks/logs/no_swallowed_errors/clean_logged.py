"""What goes wrong is logged, and life goes on."""

import logging

import structlog
from fastapi import FastAPI

logger = logging.getLogger(__name__)
structured = structlog.get_logger()
DISCOUNTS = {"pen": 10}
app = FastAPI()


@app.get("/prices/{name}")
async def price(name: str) -> int:
    try:
        return 100 - DISCOUNTS.get(name, 0)
    except Exception:
        logger.exception("no discount")
        return 100


@app.get("/costs/{name}")
async def cost(name: str) -> int:
    try:
        return 100 - DISCOUNTS.get(name, 0)
    except Exception as error:
        structured.warning("no discount", error=repr(error))
        return 100
