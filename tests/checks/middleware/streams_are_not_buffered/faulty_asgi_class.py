"""A length for every answer, in plain ASGI, which need not buffer and does."""

from typing import Any

from fastapi import FastAPI
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware


class Measured:
    __slots__ = ("_next",)

    def __init__(self, app: Any) -> None:
        self._next = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:  # fault
        if scope["type"] != "http":
            await self._next(scope, receive, send)
            return
        start: dict[str, Any] = {}
        parts: list[bytes] = []

        async def collect(message: Any) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
                return
            parts.append(message.get("body", b""))
            if not message.get("more_body", False):
                body = b"".join(parts)
                MutableHeaders(raw=start["headers"])["Content-Length"] = str(len(body))
                await send(start)
                await send({"type": "http.response.body", "body": body})

        await self._next(scope, receive, collect)


app = FastAPI(middleware=[Middleware(Measured)])


@app.get("/items/{number}")
async def item(number: int) -> int:
    return number
