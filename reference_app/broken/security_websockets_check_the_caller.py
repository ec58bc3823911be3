"""News is pushed to whoever sends a token, any token."""

from fastapi import WebSocket

from reference_app.main import create_app

app = create_app()


@app.websocket("/news")
async def push_news(websocket: WebSocket, token: str) -> None:  # fault
    """Push what is new."""
    await websocket.accept()
    await websocket.send_json({"for": token[:1]})
    await websocket.receive_text()
