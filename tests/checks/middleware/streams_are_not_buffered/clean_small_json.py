"""Plain ASGI that reads small answers of JSON whole, and lets all others pass as they come."""

import json
from typing import Any

from fastapi import FastAPI
from starlette.datastructures import Headers

SMALL = 10_000


class Enveloped:
    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        start: Any = None
        parts: list[bytes] = []

        async def enveloping(message: Any) -> None:
            nonlocal start
            if message["type"] == "http.response.start" and self._is_small(Headers(raw=message["headers"])):
                start = message
            elif start is None:
                await send(message)
            else:
                parts.append(message.get("body", b""))
                if not message.get("more_body", False):
                    await self._finish(start, b"".join(parts), send)

        await self.app(scope, receive, enveloping)

    def _is_small(self, headers: Headers) -> bool:
        length = headers.get("content-length", "")
        return headers.get("content-type") == "application/json" and length.isdigit() and int(length) < SMALL

    async def _finish(self, start: Any, body: bytes, send: Any) -> None:
        made = json.dumps({"data": json.loads(body)}).encode()
        headers = [(name, value) for name, value in start["headers"] if name.lower() != b"content-length"]
        await send({**start, "headers": [*headers, (b"content-length", str(len(made)).encode())]})
        await send({"type": "http.response.body", "body": made})


app = FastAPI()
app.add_middleware(Enveloped)


@app.get("/items/{number}")
async def item(number: int) -> int:
    return number
