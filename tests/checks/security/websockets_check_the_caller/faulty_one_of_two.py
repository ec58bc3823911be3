"""A cookie or a token, as long as there is one."""

from typing import Annotated

from fastapi import Cookie, Depends, Query, WebSocket, WebSocketException, status

from tests.checks.security._hardened import hardened

app = hardened()


async def cookie_or_token(
    websocket: WebSocket,
    session: Annotated[str | None, Cookie()] = None,
    token: Annotated[str | None, Query()] = None,
) -> str:
    if session is None and token is None:
        raise WebSocketException(code=status.WS_1008_POLICY_VIOLATION)
    return session or token or ""


@app.websocket("/items/{item_id}/ws")
async def item(websocket: WebSocket, item_id: str, who: Annotated[str, Depends(cookie_or_token)]) -> None:  # fault
    await websocket.accept()
    await websocket.send_text(f"{item_id} for {who}")
    await websocket.receive_text()


@app.get("/things")
def things() -> list[int]:
    return [1]
