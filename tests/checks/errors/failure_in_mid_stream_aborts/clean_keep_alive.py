"""A queue that is silent for a moment raises TimeoutError, which is answered by a comment, not by the end."""

import asyncio
from collections.abc import AsyncIterator

from fastapi.responses import StreamingResponse

from tests.checks.errors._base import make_app

app = make_app("detail")


async def events() -> AsyncIterator[str]:
    queue: asyncio.Queue[int] = asyncio.Queue()
    for n in range(3):
        queue.put_nowait(n)
    for _ in range(4):
        try:
            async with asyncio.timeout(0.05):
                n = await queue.get()
        except TimeoutError:
            yield ": still here\n\n"
            continue
        yield f"data: {n}\n\n"


@app.get("/events")
async def read_events() -> StreamingResponse:
    return StreamingResponse(events(), media_type="text/event-stream")
