"""Tokens that are looked up, before or right after it is opened; origins that are compared; what is for all."""

from typing import Annotated

from fastapi import Cookie, Header, Query, WebSocket, WebSocketException

from tests.checks.security._hardened import TOKENS, hardened

COOKIE = True
app = hardened()
ORIGINS = {"https://app.shop.example", None}


@app.websocket("/public")
async def public(websocket: WebSocket, room: str = "hall") -> None:
    await websocket.accept()
    await websocket.receive_text()


@app.websocket("/visitors")
async def visitors(websocket: WebSocket, token: Annotated[str | None, Query()] = None) -> None:
    await websocket.accept()
    await websocket.send_text(TOKENS.get(token or "", "somebody"))
    await websocket.receive_text()


@app.websocket("/before")
async def before(websocket: WebSocket, token: str) -> None:
    if token not in TOKENS:
        raise WebSocketException(1008)
    await websocket.accept()
    await websocket.receive_text()


@app.websocket("/after")
async def after(websocket: WebSocket, authorization: Annotated[str, Header()] = "") -> None:
    await websocket.accept()
    if authorization.removeprefix("Bearer ") not in TOKENS:
        await websocket.close(4401, "who are you?")
        return
    await websocket.receive_text()


@app.websocket("/cookie")
async def cookie(
    websocket: WebSocket, session: Annotated[str, Cookie()] = "", origin: Annotated[str | None, Header()] = None
) -> None:
    if session not in TOKENS or origin not in ORIGINS:
        await websocket.close(1008)
        return
    await websocket.accept()
    await websocket.receive_text()


@app.websocket("/first-message")
async def first_message(websocket: WebSocket) -> None:
    await websocket.accept()
    if await websocket.receive_text() not in TOKENS:
        await websocket.close(1008)


@app.get("/things")
def things() -> list[int]:
    return [1]
