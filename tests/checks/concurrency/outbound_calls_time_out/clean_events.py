"""A stream of events waits for ever by design: it has begun to answer, and beats while nothing happens."""

import asyncio
from collections.abc import AsyncIterator

from fastapi import FastAPI
from fastapi.responses import StreamingResponse
from redis.asyncio import Redis

app = FastAPI()
redis = Redis(socket_timeout=None, decode_responses=True)


async def _events() -> AsyncIterator[str]:
    yield "event: hello\n\n"
    while True:
        count = await redis.get("events")
        yield f"data: {count}\n\n"
        await asyncio.sleep(0.05)


@app.get("/events")
async def events() -> StreamingResponse:
    return StreamingResponse(_events(), media_type="text/event-stream")


@app.get("/events/kinds")
async def kinds() -> list[str]:
    return ["hello"]
