"""An app that notes all that its outermost middleware sees, with layers of every kind below."""

from typing import Any

from fastapi import BackgroundTasks, FastAPI, Request
from fastapi.responses import StreamingResponse
from starlette.middleware.base import BaseHTTPMiddleware

met: list[tuple[str, str, str]] = []
answered: list[tuple[int, bytes]] = []


class Recorder:
    def __init__(self, app: Any) -> None:
        self._next = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await self._next(scope, receive, send)
            return
        met.append((scope["method"], scope["path"], repr(scope["headers"])))
        status, parts = 0, []

        async def recording(message: Any) -> None:
            nonlocal status
            status = message.get("status", status)
            parts.append(message.get("body", b""))
            await send(message)

        await self._next(scope, receive, recording)
        answered.append((status, b"".join(parts)))


def passing(app: Any) -> Any:
    async def asgi(scope: Any, receive: Any, send: Any) -> None:
        await app(scope, receive, send)

    return asgi


class Passing(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next: Any) -> Any:
        return await call_next(request)


app = FastAPI()
app.add_middleware(Passing)
app.add_middleware(passing)
app.add_middleware(Recorder)


@app.get("/items")
async def items(tasks: BackgroundTasks) -> list[str]:
    tasks.add_task(print, end="")
    return ["kettle"]


@app.get("/lines")
async def lines() -> StreamingResponse:
    return StreamingResponse(iter(["one\n", "two\n"]), media_type="text/plain")
