"""A tag of every answer, which is known once all of it is there."""

import hashlib
from collections.abc import Iterator

from fastapi import FastAPI
from fastapi.responses import StreamingResponse
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Tags:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # fault
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        start: Message = {}
        body = bytearray()

        async def kept(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
                return
            body.extend(message.get("body", b""))
            if not message.get("more_body", False):
                MutableHeaders(scope=start)["ETag"] = f'"{hashlib.sha1(body, usedforsecurity=False).hexdigest()}"'
                await send(start)
                await send({"type": "http.response.body", "body": bytes(body)})

        await self.app(scope, receive, kept)


app = FastAPI()
app.add_middleware(Tags)


@app.get("/rows")
def rows() -> StreamingResponse:
    def made() -> Iterator[str]:
        yield from ("a,b\n", "1,2\n")

    return StreamingResponse(made(), media_type="text/csv")


@app.get("/things")
def things() -> list[int]:
    return [1]
