"""The beginning of an answer is kept until its first part is there; the end goes on at once."""

from typing import Any

from fastapi import BackgroundTasks, FastAPI
from starlette.datastructures import MutableHeaders


class Sized:
    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        start: Any = None

        async def with_size(message: Any) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                return
            if start is not None:
                MutableHeaders(scope=start)["X-First-Part"] = str(len(message.get("body", b"")))
                await send(start)
                start = None
            await send(message)

        await self.app(scope, receive, with_size if scope["type"] == "http" else send)


app = FastAPI()
app.add_middleware(Sized)


@app.post("/orders")
def order(tasks: BackgroundTasks) -> str:
    tasks.add_task(print, end="")
    return "noted"
