"""The record is made, and the only handler leaves it out."""

import logging
import sys

from fastapi import FastAPI, HTTPException, Request
from fastapi.exception_handlers import http_exception_handler

logger = logging.getLogger("shop.left_out")
logger.propagate = False
handler = logging.StreamHandler(sys.stderr)
handler.setLevel(logging.CRITICAL)
logger.handlers[:] = [handler]
app = FastAPI()


@app.exception_handler(HTTPException)
async def on_http_exception(request: Request, error: HTTPException):
    logger.error("refused", exc_info=error)
    return await http_exception_handler(request, error)


@app.get("/items/{item_id}")
async def item(item_id: int) -> int:
    if item_id > 3:
        raise HTTPException(404)
    return item_id
