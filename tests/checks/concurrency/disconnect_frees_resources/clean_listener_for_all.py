"""What the first reader starts serves all, and is no reader's own; a cancelled reader says good-bye."""

import asyncio
from collections.abc import AsyncIterator

from fastapi import FastAPI
from fastapi.responses import StreamingResponse

app = FastAPI()
readers: dict[int, asyncio.Queue[int]] = {}
farewells: list[int] = []


class Source:
    task: asyncio.Task[None] | None = None


async def broadcast() -> None:
    number = 0
    while True:
        number += 1
        for queue in list(readers.values()):
            if queue.qsize() < 10:
                queue.put_nowait(number)
        await asyncio.sleep(0.01)


async def read(number: int) -> AsyncIterator[str]:
    if Source.task is None:
        Source.task = asyncio.create_task(broadcast())
    queue = readers[number] = asyncio.Queue()
    try:
        while True:
            yield f"data: {await queue.get()}\n\n"
    except asyncio.CancelledError:
        farewells.append(number)
        raise
    finally:
        readers.pop(number, None)


@app.get("/live/{number}")
async def stream_live(number: int) -> StreamingResponse:
    return StreamingResponse(read(number), media_type="text/event-stream")
