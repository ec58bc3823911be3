"""What passes is counted, hashed and timed, part by part; the log is written after the last."""

import hashlib
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable

from fastapi import FastAPI, Request, Response
from fastapi.responses import StreamingResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = logging.getLogger("shop.access")


class Access:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        size, digest, began = 0, hashlib.sha256(), time.perf_counter()

        async def counted(message: Message) -> None:
            nonlocal size
            if message["type"] == "http.response.body":
                size += len(message.get("body", b""))
                digest.update(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, receive, counted)
        finally:
            log.info("%s %d %s %.3f", scope["path"], size, digest.hexdigest()[:8], time.perf_counter() - began)


app = FastAPI()
app.add_middleware(Access)


@app.middleware("http")
async def upper(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    response = await call_next(request)
    if response.headers.get("x-shout") != "yes" or not hasattr(response, "body_iterator"):
        return response
    parts: AsyncIterator[bytes] = response.body_iterator

    async def shouted() -> AsyncIterator[bytes]:
        async for part in parts:
            yield part.upper()

    return StreamingResponse(shouted(), response.status_code, dict(response.headers))


@app.get("/lines")
async def lines() -> StreamingResponse:
    async def made() -> AsyncIterator[bytes]:
        for number in range(3):
            yield f"line {number}\n".encode()

    return StreamingResponse(made(), media_type="text/plain", headers={"X-Shout": "yes"})
