"""A token has to be there, and may be anything."""

from fastapi import WebSocket

from tests.checks.security._hardened import hardened

app = hardened()


@app.websocket("/updates")
async def updates(websocket: WebSocket, token: str) -> None:  # fault
    await websocket.accept()
    async for text in websocket.iter_text():
        await websocket.send_text(text)


@app.get("/things")
def things() -> list[int]:
    return [1]
