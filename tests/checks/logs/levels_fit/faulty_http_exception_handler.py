"""The handler of HTTPException logs every one of them as an error, with its traceback."""

import logging

from fastapi import FastAPI, HTTPException, Request
from fastapi.exception_handlers import http_exception_handler

logger = logging.getLogger(__name__)
ITEMS = {1: "pen"}
app = FastAPI()


@app.exception_handler(HTTPException)
async def on_http_exception(request: Request, error: HTTPException):
    logger.exception("failed", exc_info=error)  # fault
    return await http_exception_handler(request, error)


@app.get("/items/{item_id}")
async def item(item_id: int) -> str:
    if item_id not in ITEMS:
        raise HTTPException(404, "no such item")
    return ITEMS[item_id]


@app.get("/orders/{order_id}")
async def order(order_id: int) -> str:
    raise HTTPException(404, "no such order")
