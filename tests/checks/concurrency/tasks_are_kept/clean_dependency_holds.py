"""A dependency, a middleware and a stream hold their task in a local variable for as long as they live."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Annotated

from fastapi import Depends, FastAPI, Request, Response
from fastapi.responses import StreamingResponse

app = FastAPI()


async def beat() -> None:
    while True:
        await asyncio.sleep(1)


async def heartbeat() -> AsyncIterator[str]:
    task = asyncio.create_task(beat())
    try:
        yield "beating"
    finally:
        task.cancel()


@app.middleware("http")
async def watched(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    watchdog = asyncio.create_task(beat())
    response = await call_next(request)
    watchdog.cancel()
    return response


@app.get("/health")
async def health(heart: Annotated[str, Depends(heartbeat)]) -> str:
    return heart


async def numbers() -> AsyncIterator[str]:
    queue: asyncio.Queue[int | None] = asyncio.Queue()

    async def produce() -> None:
        for n in range(3):
            await queue.put(n)
            await asyncio.sleep(0.001)
        await queue.put(None)

    producer = asyncio.create_task(produce())
    try:
        while (n := await queue.get()) is not None:
            yield f"{n}\n"
    finally:
        producer.cancel()


@app.get("/numbers")
async def read_numbers() -> StreamingResponse:
    return StreamingResponse(numbers(), media_type="text/plain")
