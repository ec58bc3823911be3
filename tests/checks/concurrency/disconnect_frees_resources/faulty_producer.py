"""A producer feeds each reader's queue, also when the reader has left."""

import asyncio
from collections.abc import AsyncIterator

from fastapi import FastAPI
from fastapi.responses import StreamingResponse

app = FastAPI()
producers: set[asyncio.Task[None]] = set()


async def produce(queue: asyncio.Queue[int]) -> None:
    number = 0
    while True:
        await queue.put(number)
        number += 1
        await asyncio.sleep(0.01)


async def numbers() -> AsyncIterator[str]:
    queue: asyncio.Queue[int] = asyncio.Queue()
    producer = asyncio.create_task(produce(queue))  # fault
    producers.add(producer)
    while True:
        yield f"data: {await queue.get()}\n\n"


@app.get("/numbers")
async def stream_numbers() -> StreamingResponse:
    return StreamingResponse(numbers(), media_type="text/event-stream")
