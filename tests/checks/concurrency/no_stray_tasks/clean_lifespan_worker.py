"""Requests feed a worker that the lifespan owns."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request


async def work(queue: asyncio.Queue[str]) -> None:
    while True:
        await queue.get()


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    app.state.queue = asyncio.Queue()
    async with asyncio.TaskGroup() as group:
        worker = group.create_task(work(app.state.queue))
        yield
        worker.cancel()


app = FastAPI(lifespan=lifespan)


@app.post("/orders/{sku}")
async def order(sku: str, request: Request) -> str:
    await request.app.state.queue.put(sku)
    return sku
