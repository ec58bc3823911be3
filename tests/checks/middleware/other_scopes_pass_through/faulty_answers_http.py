"""Who has no ticket is answered in the words of HTTP, which no websocket understands."""

from typing import Any

from fastapi import FastAPI, WebSocket


class Ticketed:
    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:  # fault
        if (
            scope["type"] != "lifespan"
            and scope["path"].startswith("/live")
            and b"ticket=" not in scope["query_string"]
        ):
            await send({"type": "http.response.start", "status": 401, "headers": []})
            await send({"type": "http.response.body", "body": b"no ticket"})
            return
        await self.app(scope, receive, send)


app = FastAPI()
app.add_middleware(Ticketed)


@app.websocket("/live")
async def live(socket: WebSocket) -> None:
    await socket.accept()
