"""Loguru's context holds the id, and the answer's body has it."""

import sys
import uuid

from fastapi import FastAPI, Request
from loguru import logger

logger.remove()
logger.add(sys.stderr, format="{extra[request_id]} {message}", level="INFO", diagnose=False)
app = FastAPI()


@app.middleware("http")
async def request_id(request: Request, call_next):
    request.state.id = uuid.uuid4().hex
    with logger.contextualize(request_id=request.state.id):
        return await call_next(request)


@app.get("/prices")
async def prices(request: Request) -> dict[str, str]:
    logger.info("prices")
    return {"request_id": request.state.id}
