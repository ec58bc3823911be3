"""A class around the app opens what it needs at the start and closes it at the end: once, for it is met once."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI, WebSocket


class Pooled:
    def __init__(self, app: Any) -> None:
        self.app = app
        self.open = False

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            assert not self.open, "it was started twice"
            self.open = True
            await self.app(scope, receive, send)
            self.open = False
            return
        assert self.open, "it was not started"
        await self.app(scope, receive, send)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    yield


def create_app() -> Any:
    api = FastAPI(lifespan=lifespan)

    @api.get("/health")
    def health() -> str:
        return "well"

    @api.websocket("/chat")
    async def chat(socket: WebSocket) -> None:
        await socket.accept()
        await socket.close()

    return Pooled(api)


app = create_app()
