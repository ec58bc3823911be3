"""A time limit that collects what it may have to throw away, and waits for the tasks with it."""

import asyncio
from typing import Any

from fastapi import BackgroundTasks, FastAPI
from fastapi.responses import JSONResponse
from starlette.middleware import Middleware

ALSO = ("middleware.streams-are-not-buffered",)


class Limited:
    def __init__(self, app: Any, *, seconds: float) -> None:
        self.wrapped_app = app
        self.seconds = seconds

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:  # fault
        if scope["type"] != "http":
            await self.wrapped_app(scope, receive, send)
            return
        queue: asyncio.Queue[Any] = asyncio.Queue()
        try:
            await asyncio.wait_for(self.wrapped_app(scope, receive, queue.put), self.seconds)
        except TimeoutError:
            await JSONResponse({"detail": "It took too long."}, 504)(scope, receive, send)
            return
        while not queue.empty():
            await send(queue.get_nowait())


app = FastAPI(middleware=[Middleware(Limited, seconds=20)])


@app.get("/items")
def items(tasks: BackgroundTasks) -> list[str]:
    tasks.add_task(print, end="")
    return ["kettle"]
