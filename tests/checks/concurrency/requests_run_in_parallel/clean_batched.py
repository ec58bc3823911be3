"""A task collects what is asked for and looks all of it up at once; an event wakes everybody who waits for it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from fastapi import FastAPI, Request


async def _look_up(queue: asyncio.Queue[tuple[str, asyncio.Future[str]]]) -> None:
    while True:
        wanted = [await queue.get()]
        await asyncio.sleep(0.01)
        while not queue.empty():
            wanted.append(queue.get_nowait())
        for name, future in wanted:
            if not future.done():
                future.set_result(name.title())


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    app.state.queue = asyncio.Queue()
    task = asyncio.create_task(_look_up(app.state.queue))
    yield
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


app = FastAPI(lifespan=lifespan)


@app.get("/names/{name}")
async def name(request: Request, name: str) -> dict[str, str]:
    future: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    await request.app.state.queue.put((name, future))
    return {"name": await future}


@app.get("/tick")
async def tick() -> str:
    happened = asyncio.Event()
    asyncio.get_running_loop().call_later(0.02, happened.set)
    await happened.wait()
    return "tock"
