"""Streams that put away in `finally` what they started, in a class, a function and a dependency."""

import asyncio
from collections.abc import AsyncIterator

from fastapi import FastAPI
from fastapi.responses import StreamingResponse

app = FastAPI()


class Bus:
    def __init__(self) -> None:
        self.subscribers: set[asyncio.Queue[str]] = set()

    async def listen(self) -> AsyncIterator[str]:
        queue: asyncio.Queue[str] = asyncio.Queue()
        self.subscribers.add(queue)
        try:
            yield "event: open\n\n"
            while True:
                yield f"data: {await queue.get()}\n\n"
        finally:
            self.subscribers.discard(queue)


bus = Bus()


async def produce(queue: asyncio.Queue[int]) -> None:
    number = 0
    while True:
        await queue.put(number)
        number += 1
        await asyncio.sleep(0.005)


async def numbers() -> AsyncIterator[str]:
    queue: asyncio.Queue[int] = asyncio.Queue()
    producer = asyncio.create_task(produce(queue))
    try:
        while True:
            yield f"data: {await queue.get()}\n\n"
    finally:
        producer.cancel()


@app.get("/events")
async def stream_events() -> StreamingResponse:
    return StreamingResponse(bus.listen(), media_type="text/event-stream")


@app.get("/numbers")
async def stream_numbers() -> StreamingResponse:
    return StreamingResponse(numbers(), media_type="text/event-stream")
