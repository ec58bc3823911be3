"""News of items over a websocket, behind a middleware for clients that only know POST: no websocket has a method."""

from fastapi import WebSocket
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from reference_app.main import create_app


class OtherMethods:
    """Lets clients name the method in a header."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan" and scope["method"] == "POST":  # fault
            scope = {**scope, "method": Headers(scope=scope).get("x-http-method-override", "POST")}
        await self._app(scope, receive, send)


app = create_app()
app.add_middleware(OtherMethods)


@app.websocket("/news")
async def news(socket: WebSocket) -> None:
    """Say that there are none."""
    await socket.accept()
    await socket.close()
