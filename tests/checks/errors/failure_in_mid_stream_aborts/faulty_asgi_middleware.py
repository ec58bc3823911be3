"""A pure ASGI middleware closes an answer that broke off politely, with an empty last chunk."""

from collections.abc import AsyncIterator

from fastapi.responses import StreamingResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tests.checks.errors._base import make_app

app = make_app("problem")


class Polite:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except Exception:
            if not started:
                raise
            await send({"type": "http.response.body", "body": b"", "more_body": False})  # fault


async def lines() -> AsyncIterator[bytes]:
    for n in range(10):
        yield b"line %d\n" % n


@app.get("/lines")
async def read_lines() -> StreamingResponse:
    return StreamingResponse(lines(), media_type="text/plain")


app.add_middleware(Polite)
