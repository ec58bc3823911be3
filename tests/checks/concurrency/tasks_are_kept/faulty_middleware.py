"""A middleware records every request in a task of its own."""

import asyncio
from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request, Response

app = FastAPI()
SEEN: list[str] = []


async def record(path: str) -> None:
    await asyncio.sleep(0.001)
    SEEN.append(path)


@app.middleware("http")
async def recording(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    response = await call_next(request)
    asyncio.create_task(record(request.url.path)).add_done_callback(lambda task: task.exception())  # fault
    return response


@app.get("/a")
async def read_a() -> str:
    return "a"


@app.get("/b")
async def read_b() -> str:
    return "b"
