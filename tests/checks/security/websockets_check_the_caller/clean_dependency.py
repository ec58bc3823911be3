"""A dependency of the router refuses before it is opened; a class keeps who is connected."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, WebSocket, WebSocketDisconnect, WebSocketException, status

from tests.checks.security._hardened import TOKENS, hardened

app = hardened()
router = APIRouter(prefix="/ws")


class Rooms:
    def __init__(self) -> None:
        self.connected: dict[str, list[WebSocket]] = {}

    async def join(self, room: str, websocket: WebSocket) -> None:
        await websocket.accept()
        self.connected.setdefault(room, []).append(websocket)

    def leave(self, room: str, websocket: WebSocket) -> None:
        self.connected[room].remove(websocket)


rooms = Rooms()


async def listener(token: Annotated[str | None, Query()] = None) -> str:
    if token is None or token not in TOKENS:
        raise WebSocketException(status.WS_1008_POLICY_VIOLATION)
    return TOKENS[token]


@router.websocket("/rooms/{room}")
async def talk(websocket: WebSocket, room: str, user: Annotated[str, Depends(listener)]) -> None:
    await rooms.join(room, websocket)
    try:
        while True:
            said = await websocket.receive_text()
            for one in rooms.connected[room]:
                await one.send_text(f"{user}: {said}")
    except WebSocketDisconnect:
        rooms.leave(room, websocket)


app.include_router(router)
