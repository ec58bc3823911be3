"""Middleware that does something else for each kind of scope, and a state of the lifespan that it reads."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypedDict

from fastapi import FastAPI, WebSocket
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class State(TypedDict):
    started: list[str]


class Kinds:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        match scope["type"]:
            case "http" | "websocket":
                HTTPConnection(scope).state.known = bool(scope["state"]["started"])
                await self.app(scope, receive, send)
            case "lifespan":
                await self._lifespan(scope, receive, send)

    async def _lifespan(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def noted(message: Message) -> None:
            await send(message)

        await self.app(scope, receive, noted)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[State]:
    yield {"started": ["pool"]}


app = FastAPI(lifespan=lifespan)
app.add_middleware(Kinds)


@app.websocket("/ws/{room}")
async def talk(websocket: WebSocket, room: int) -> None:
    await websocket.accept()
    await websocket.send_json({"known": websocket.state.known})
    await websocket.receive_text()


@app.get("/known")
async def known() -> bool:
    return True
