"""A log of answers reads them to the end before it hands them on."""

import logging
from typing import Any

from fastapi import FastAPI, Request, Response

log = logging.getLogger("shop")
app = FastAPI()


@app.middleware("http")
async def logs_answers(request: Request, call_next: Any) -> Response:  # fault
    response = await call_next(request)
    body = b"".join([part async for part in response.body_iterator])
    log.debug("%s %s: %d bytes", request.method, request.url.path, len(body))
    return Response(body, response.status_code, dict(response.headers), response.media_type)


@app.get("/items")
def items() -> list[str]:
    return ["kettle"]


@app.get("/orders/{number}")
def order(number: int) -> int:
    return number
