"""The id of the request is taken back with the last part of the answer: tasks in the background have none."""

import uuid
from contextvars import ContextVar
from typing import Any

from fastapi import BackgroundTasks, FastAPI

request_id: ContextVar[str | None] = ContextVar("request_id", default=None)


class RequestId:
    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:  # fault
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id.set(uuid.uuid4().hex)

        async def ending(message: Any) -> None:
            await send(message)
            if message["type"] == "http.response.body" and not message.get("more_body", False):
                request_id.set(None)

        await self.app(scope, receive, ending)


app = FastAPI()
app.add_middleware(RequestId)


@app.post("/orders")
async def order(tasks: BackgroundTasks) -> str:
    tasks.add_task(print, end="")
    return request_id.get() or ""
