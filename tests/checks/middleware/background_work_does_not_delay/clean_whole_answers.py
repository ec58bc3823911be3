"""Answers are read whole, and sent as soon as they are; tasks come after that."""

import hashlib
from typing import Any

from fastapi import BackgroundTasks, FastAPI


class Tagged:
    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http" or scope["path"].startswith("/events"):
            await self.app(scope, receive, send)
            return
        messages: list[Any] = []

        async def tagging(message: Any) -> None:
            messages.append(message)
            if message["type"] == "http.response.body" and not message.get("more_body", False):
                tag = hashlib.sha256(b"".join(one.get("body", b"") for one in messages)).hexdigest()
                messages[0]["headers"] = [*messages[0]["headers"], (b"etag", f'"{tag[:16]}"'.encode())]
                for one in messages:
                    await send(one)

        await self.app(scope, receive, tagging)


app = FastAPI()
app.add_middleware(Tagged)


@app.get("/items")
def items(tasks: BackgroundTasks) -> list[str]:
    tasks.add_task(print, end="")
    return ["kettle"]


@app.get("/events")
def events() -> str:
    return "none today"
