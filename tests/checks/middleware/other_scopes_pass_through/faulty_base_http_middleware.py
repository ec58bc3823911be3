"""A subclass of Starlette's middleware that has taken over the part which knows other protocols."""

from typing import Any

from fastapi import FastAPI, WebSocket
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.requests import Request


class Languages(BaseHTTPMiddleware):
    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        scope["state"]["language"] = Request(scope).headers.get("accept-language", "en")  # fault
        await super().__call__(scope, receive, send)

    async def dispatch(self, request: Request, call_next: Any) -> Any:
        return await call_next(request)


app = FastAPI()
app.add_middleware(Languages)


@app.get("/health")
def health() -> str:
    return "well"


@app.websocket("/rooms/{room}")
async def room(socket: WebSocket, room: int) -> None:
    await socket.accept()
    await socket.send_text(str(room))
