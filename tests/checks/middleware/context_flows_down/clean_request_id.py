"""The id of a request is set before, and taken back after, all that is inside has come to its end."""

import uuid
from contextvars import ContextVar
from typing import Any

from fastapi import BackgroundTasks, FastAPI

request_id: ContextVar[str | None] = ContextVar("request_id", default=None)


class RequestId:
    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        token = request_id.set(uuid.uuid4().hex)
        try:
            await self.app(scope, receive, send)
        finally:
            request_id.reset(token)


app = FastAPI()
app.add_middleware(RequestId)


@app.post("/orders")
def order(tasks: BackgroundTasks) -> str:
    tasks.add_task(print, end="")
    return request_id.get() or ""
