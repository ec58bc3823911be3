"""ASGI middleware compares the origin and the cookie of every handshake."""

from typing import Annotated

from fastapi import Cookie, WebSocket
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from tests.checks.security._hardened import TOKENS, hardened

COOKIE = True
ORIGINS = ("https://shop.example",)


class Handshakes:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            origin = Headers(scope=scope).get("origin")
            foreign = origin is not None and origin not in ORIGINS
            if foreign or HTTPConnection(scope).cookies.get("session") not in TOKENS:
                await send({"type": "websocket.close", "code": 1008})
                return
        await self.app(scope, receive, send)


app = hardened()
app.add_middleware(Handshakes)


@app.websocket("/prices")
async def prices(websocket: WebSocket, session: Annotated[str, Cookie()]) -> None:
    await websocket.accept()
    await websocket.send_text(TOKENS[session])
    await websocket.receive_text()
