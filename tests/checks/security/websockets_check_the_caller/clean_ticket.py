"""A ticket that opens one websocket once, given to who has a token."""

import secrets
from typing import Annotated

from fastapi import Depends, Query, WebSocket

from tests.checks.security._hardened import bearer, hardened

app = hardened()
tickets: dict[str, str] = {}


@app.post("/tickets", status_code=201)
def ticket(user: Annotated[str, Depends(bearer)]) -> dict[str, str]:
    made = secrets.token_urlsafe(24)
    tickets[made] = user
    return {"ticket": made}


@app.websocket("/events")
async def events(websocket: WebSocket, ticket: Annotated[str, Query(min_length=8)]) -> None:
    user = tickets.pop(ticket, None)
    if user is None:
        await websocket.close(4403)
        return
    await websocket.accept()
    await websocket.send_json({"hello": user})
    await websocket.receive_text()
