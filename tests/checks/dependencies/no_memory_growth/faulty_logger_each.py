"""Each request asks for a logger of its own, and logging keeps all of them by name."""

import logging
import uuid

from fastapi import Depends, FastAPI

app = FastAPI()


def request_logger() -> logging.Logger:
    return logging.getLogger(f"shop.request.{uuid.uuid4()}")  # fault


@app.get("/basket")
async def basket(logger: logging.Logger = Depends(request_logger)) -> list[str]:
    logger.debug("the basket is asked for")
    return []
