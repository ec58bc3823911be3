"""contextlib.suppress(Exception) around the loop of an event stream: it just ends."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from fastapi.responses import StreamingResponse

from tests.checks.errors._base import make_app

app = make_app("detail")


async def price(n: int) -> int:
    await asyncio.sleep(0)
    return 100 + n


async def events() -> AsyncIterator[str]:
    with contextlib.suppress(Exception):  # fault
        for n in range(5):
            yield f"data: {await price(n)}\n\n"


@app.get("/prices")
async def prices() -> StreamingResponse:
    return StreamingResponse(events(), media_type="text/event-stream")
