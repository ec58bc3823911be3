"""Each request has a context of its own, and a ContextVar set in it."""

import asyncio
import logging
from contextvars import ContextVar

from fastapi import FastAPI, Request

request_id: ContextVar[str] = ContextVar("request_id", default="-")


class RequestIdFilter(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = request_id.get()
        return True


logger = logging.getLogger("library.books")
logger.setLevel(logging.INFO)
handler = logging.StreamHandler()
handler.addFilter(RequestIdFilter())
logger.addHandler(handler)
logger.propagate = False

app = FastAPI()


@app.middleware("http")
async def keep_id(request: Request, call_next):
    request_id.set(request.headers.get("x-request-id", "-"))
    response = await call_next(request)
    response.headers["X-Request-ID"] = request_id.get()
    return response


@app.get("/books")
async def books() -> dict[str, str]:
    await asyncio.sleep(0)
    logger.info("books are read")
    return {"request": request_id.get()}


@app.get("/authors")
def authors() -> dict[str, str]:
    logger.info("authors are read")
    return {"request": request_id.get()}
