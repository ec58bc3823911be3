"""Whatever happens, the stream goes on."""

import asyncio
from collections.abc import AsyncIterator

from fastapi import FastAPI
from fastapi.responses import StreamingResponse

app = FastAPI()
ALSO = ["concurrency.async-routes-await"]
ticks: asyncio.Queue[int] = asyncio.Queue()


async def clock() -> AsyncIterator[str]:
    yield "data: start\n\n"
    while True:
        try:
            tick = await asyncio.wait_for(ticks.get(), timeout=0.05)
            yield f"data: {tick}\n\n"
        except (TimeoutError, asyncio.CancelledError):  # fault
            continue


@app.get("/clock")
async def stream_clock() -> StreamingResponse:
    return StreamingResponse(clock(), media_type="text/event-stream")
