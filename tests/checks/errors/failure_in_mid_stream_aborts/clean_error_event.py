"""An event stream tells its reader that it failed, by an event of that name, and logs why."""

import logging
from collections.abc import AsyncIterator

from fastapi.responses import StreamingResponse

from tests.checks.errors._base import make_app

log = logging.getLogger(__name__)
app = make_app("detail")


async def ticks() -> AsyncIterator[int]:
    for n in range(5):
        yield n


async def events() -> AsyncIterator[str]:
    try:
        async for n in ticks():
            yield f"data: {n}\n\n"
    except Exception:
        log.exception("the ticks failed")
        yield 'event: error\ndata: {"detail": "try again"}\n\n'
    else:
        yield "event: end\ndata: {}\n\n"


@app.get("/ticks")
async def read_ticks() -> StreamingResponse:
    return StreamingResponse(events(), media_type="text/event-stream")
