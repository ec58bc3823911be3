"""What breaks is logged where it breaks and raised again, by the generator and by the one that wraps it."""

import logging
from collections.abc import AsyncIterator

from fastapi.responses import StreamingResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from tests.checks.errors._base import make_app

log = logging.getLogger(__name__)
app = make_app("envelope")


class Logged:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self.app(scope, receive, send)
        except Exception:
            log.exception("%s broke", scope["path"])
            raise


app.add_middleware(Logged)


async def counted(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    sent = 0
    try:
        async for chunk in chunks:
            sent += len(chunk)
            yield chunk
    except Exception:
        log.exception("broke off after %d bytes", sent)
        raise


async def lines() -> AsyncIterator[bytes]:
    try:
        for n in range(10):
            yield b"line %d\n" % n
    except Exception as exc:
        log.error("no more lines: %s", exc)
        raise


@app.get("/lines")
async def read_lines() -> StreamingResponse:
    return StreamingResponse(counted(lines()), media_type="text/plain")
