"""A logging filter writes the request id it finds in a global."""

import asyncio
import logging

from fastapi import FastAPI, Request

request_id = "-"


class RequestIdFilter(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = request_id
        return True


logger = logging.getLogger("shop.orders")
logger.setLevel(logging.INFO)
handler = logging.StreamHandler()
handler.addFilter(RequestIdFilter())
handler.setFormatter(logging.Formatter("%(request_id)s %(message)s"))
logger.addHandler(handler)
logger.propagate = False

app = FastAPI()


@app.middleware("http")
async def keep_id(request: Request, call_next):
    global request_id
    request_id = request.headers.get("x-request-id", "-")  # fault
    return await call_next(request)


@app.get("/orders")
async def orders() -> list[int]:
    await asyncio.sleep(0)
    logger.info("orders are read")
    return [1, 2]
