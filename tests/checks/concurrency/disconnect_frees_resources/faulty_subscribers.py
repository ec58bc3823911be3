"""Readers subscribe with a queue, and are never unsubscribed."""

import asyncio
from collections.abc import AsyncIterator

from fastapi import FastAPI
from fastapi.responses import StreamingResponse

app = FastAPI()


class Bus:
    def __init__(self) -> None:
        self.subscribers: list[asyncio.Queue[str]] = []

    def subscribe(self) -> asyncio.Queue[str]:
        queue: asyncio.Queue[str] = asyncio.Queue()  # fault
        self.subscribers.append(queue)
        return queue


bus = Bus()


async def events() -> AsyncIterator[str]:
    queue = bus.subscribe()
    yield "event: open\n\n"
    while True:
        yield f"data: {await queue.get()}\n\n"


@app.get("/events")
async def stream_events() -> StreamingResponse:
    return StreamingResponse(events(), media_type="text/event-stream")
