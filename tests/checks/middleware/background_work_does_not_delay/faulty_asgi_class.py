"""The time an answer takes becomes a header of it, which is sent when all is over, background tasks included."""

import time
from typing import Any

from fastapi import BackgroundTasks, FastAPI
from starlette.datastructures import MutableHeaders

ALSO = ("middleware.streams-are-not-buffered",)


class Timing:
    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:  # fault
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, messages = time.perf_counter(), []

        async def collect(message: Any) -> None:
            messages.append(message)

        await self.app(scope, receive, collect)
        for message in messages:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["Server-Timing"] = f"app;dur={(time.perf_counter() - began) * 1000:.1f}"
            await send(message)


app = FastAPI()
app.add_middleware(Timing)


@app.post("/orders")
def order(tasks: BackgroundTasks) -> str:
    tasks.add_task(print, end="")
    return "noted"
