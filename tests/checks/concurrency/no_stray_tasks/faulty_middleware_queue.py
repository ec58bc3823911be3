"""A middleware gives each request a consumer that outlives it."""

import asyncio
from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request, Response

app = FastAPI()
consumers: dict[int, asyncio.Task[None]] = {}


async def consume(queue: asyncio.Queue[str]) -> None:
    while True:
        print(await queue.get())


@app.middleware("http")
async def audited(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    queue: asyncio.Queue[str] = asyncio.Queue()
    consumers[id(queue)] = asyncio.create_task(consume(queue))  # fault
    response = await call_next(request)
    queue.put_nowait(request.url.path)
    return response


@app.get("/x")
async def read_x() -> str:
    return "x"
