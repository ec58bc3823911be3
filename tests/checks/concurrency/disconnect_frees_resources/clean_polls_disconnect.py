"""Endpoints and streams that ask whether the client is still there."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

from fastapi import FastAPI, Request
from fastapi.responses import StreamingResponse

app = FastAPI()


async def search(word: str) -> str:
    await asyncio.sleep(0.1)
    return word


@app.get("/search")
async def read_search(request: Request, word: str = "tea") -> str:
    task = asyncio.create_task(search(word))
    try:
        while not task.done():
            if await request.is_disconnected():
                return ""
            await asyncio.sleep(0.01)
        return await task
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


@app.get("/ticks")
async def stream_ticks(request: Request) -> StreamingResponse:
    async def ticks() -> AsyncIterator[str]:
        while not await request.is_disconnected():
            yield "data: tick\n\n"
            await asyncio.sleep(0.01)

    return StreamingResponse(ticks(), media_type="text/event-stream")
