"""The method is looked at before the type: there is none at the start of the app, and none of a websocket."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI, WebSocket

ready: list[str] = []


class Counted:
    def __init__(self, app: Any) -> None:
        self.app = app
        self.counts: dict[str, int] = {}

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        method = scope["method"]  # fault
        self.counts[method] = self.counts.get(method, 0) + 1
        await self.app(scope, receive, send)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    ready.append("yes")
    yield
    ready.clear()


app = FastAPI(lifespan=lifespan)
app.add_middleware(Counted)


@app.get("/health")
def health() -> str:
    return "well"


@app.websocket("/chat")
async def chat(socket: WebSocket) -> None:
    await socket.accept()
    await socket.close()
