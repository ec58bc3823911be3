"""The cookie is looked at, and not whose page sends it."""

from typing import Annotated

from fastapi import Cookie, WebSocket

from tests.checks.security._hardened import TOKENS, hardened

COOKIE = True
app = hardened()


@app.websocket("/chat")
async def chat(websocket: WebSocket, session: Annotated[str, Cookie()] = "") -> None:  # fault
    if session not in TOKENS:
        await websocket.close(1008)
        return
    await websocket.accept()
    await websocket.receive_text()


@app.get("/things")
def things() -> list[int]:
    return [1]
