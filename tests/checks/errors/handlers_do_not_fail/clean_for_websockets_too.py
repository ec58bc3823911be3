"""Handlers that answer nothing over HTTP: one for WebSocket validation, one for an exception that never comes."""

from fastapi import Request, Response, WebSocket
from fastapi.exceptions import WebSocketRequestValidationError

from tests.checks.errors._base import failure, make_app

app = make_app("problem")


class Teapot(Exception):
    pass


@app.exception_handler(WebSocketRequestValidationError)
async def invalid_handshake(websocket: WebSocket, exc: WebSocketRequestValidationError) -> None:
    await websocket.close(code=1008)


@app.exception_handler(Teapot)
async def teapot(request: Request, exc: Teapot) -> Response:
    return failure("problem", 418, "I am a teapot")


@app.websocket("/ws/{room}")
async def room(websocket: WebSocket, room: int) -> None:
    await websocket.accept()
    await websocket.send_json({"room": room})
    await websocket.close()


@app.get("/tea")
async def tea() -> str:
    return "green"
