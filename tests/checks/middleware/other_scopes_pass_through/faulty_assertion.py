"""Middleware that is sure that all is HTTP; a websocket is not."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, WebSocket
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

opened: list[str] = []


class Locale:
    def __init__(self, app: ASGIApp, default: str = "en") -> None:
        self.app, self.default = app, default

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        request = Request(scope)  # fault
        scope["state"]["locale"] = request.headers.get("accept-language", self.default)
        await self.app(scope, receive, send)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    opened.append("pool")
    yield
    opened.clear()


app = FastAPI(lifespan=lifespan)
app.add_middleware(Locale)


@app.websocket("/ws")
async def talk(websocket: WebSocket) -> None:
    await websocket.accept()
    await websocket.receive_text()


@app.get("/things")
async def things() -> list[int]:
    return [1]
