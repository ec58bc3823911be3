"""Dependencies that websockets share: that the other side has left is not an error."""

import asyncio
import logging
from collections.abc import AsyncIterator

from fastapi import Depends, FastAPI, WebSocket, WebSocketDisconnect
from starlette.requests import ClientDisconnect

logger = logging.getLogger(__name__)


async def connected() -> AsyncIterator[set[str]]:
    members: set[str] = set()
    try:
        yield members
    except (WebSocketDisconnect, ClientDisconnect):
        logger.info("somebody has left")


async def cancellable() -> AsyncIterator[None]:
    try:
        yield
    except asyncio.CancelledError:
        logger.info("it was given up")
        raise


app = FastAPI()


@app.get("/members")
async def read_members(members: set[str] = Depends(connected)) -> list[str]:
    return sorted(members)


@app.get("/slow", dependencies=[Depends(cancellable)])
async def read_slow() -> int:
    await asyncio.sleep(0)
    return 1


@app.websocket("/live")
async def live(websocket: WebSocket, members: set[str] = Depends(connected)) -> None:
    await websocket.accept()
    members.add(await websocket.receive_text())
