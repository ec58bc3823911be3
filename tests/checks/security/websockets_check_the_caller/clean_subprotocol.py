"""The token as a subprotocol, or in a header that is read by hand; a JWT that is verified in the query."""

import secrets
from typing import Annotated

import jwt
from fastapi import Header, Query, WebSocket, WebSocketException

from tests.checks.security._hardened import TOKENS, hardened

app = hardened()
KEY = secrets.token_urlsafe(32)


@app.websocket("/subprotocol")
async def subprotocol(websocket: WebSocket) -> None:
    asked = [one.strip() for one in websocket.headers.get("sec-websocket-protocol", "").split(",")]
    if not asked or asked[-1] not in TOKENS:
        await websocket.close(1008)
        return
    await websocket.accept(asked[0])
    await websocket.receive_text()


@app.websocket("/claims")
async def claims(websocket: WebSocket, token: Annotated[str, Query()] = "") -> None:
    try:
        user = jwt.decode(token, KEY, algorithms=["HS256"])["sub"]
    except (jwt.InvalidTokenError, KeyError):
        raise WebSocketException(1008, "not a token") from None
    await websocket.accept()
    await websocket.send_text(user)
    await websocket.receive_text()


@app.websocket("/denied")
async def denied(websocket: WebSocket, x_token: Annotated[str | None, Header()] = None) -> None:
    if x_token not in TOKENS:
        raise WebSocketException(code=4401)
    await websocket.accept()
    await websocket.receive_text()
