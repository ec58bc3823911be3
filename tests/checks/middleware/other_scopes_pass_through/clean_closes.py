"""A websocket without a token is closed, on purpose and in its own words; others pass."""

from typing import Any

from fastapi import FastAPI, WebSocket
from starlette.datastructures import Headers


class Known:
    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "websocket" and not Headers(scope=scope).get("authorization", "").startswith("Bearer "):
            await receive()
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] == "websocket" and scope["path"] == "/staff":
            await send({"type": "websocket.close", "code": 1008})
            return
        await self.app(scope, receive, send)


app = FastAPI()
app.add_middleware(Known)


@app.websocket("/chat")
async def chat(socket: WebSocket) -> None:
    await socket.accept()
    await socket.close()


@app.websocket("/staff")
async def staff(socket: WebSocket) -> None:
    await socket.accept()
