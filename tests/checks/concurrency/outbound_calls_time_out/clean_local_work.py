"""Nothing goes out: a queue with a consumer, a file and a lock look like waiting and are none for the network."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from fastapi import FastAPI, Request


async def _consume(queue: asyncio.Queue[asyncio.Future[int]]) -> None:
    while True:
        (await queue.get()).set_result(queue.qsize())


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    app.state.queue = asyncio.Queue()
    consumer = asyncio.create_task(_consume(app.state.queue))
    yield
    consumer.cancel()
    with suppress(asyncio.CancelledError):
        await consumer


app = FastAPI(lifespan=lifespan)


@app.get("/jobs")
async def jobs(request: Request) -> dict[str, int]:
    done: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    await request.app.state.queue.put(done)
    return {"left": await done}
