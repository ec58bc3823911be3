"""A heartbeat for the time of a request, a race whose loser is cancelled, and threads that are joined."""

import asyncio
import contextlib
import threading
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, FastAPI

app = FastAPI()


async def beat() -> None:
    while True:
        await asyncio.sleep(0.2)


async def heartbeat() -> AsyncIterator[None]:
    task = asyncio.create_task(beat())
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


@app.get("/long", dependencies=[Depends(heartbeat)])
async def long() -> str:
    await asyncio.sleep(0.01)
    return "done"


async def answer(after: float) -> float:
    await asyncio.sleep(after)
    return after


@app.get("/race")
async def race() -> float:
    tasks = [asyncio.create_task(answer(0)), asyncio.create_task(answer(60))]
    done, waiting = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in waiting:
        task.cancel()
    return done.pop().result()


@app.get("/threads")
def threads() -> Annotated[int, "joined"]:
    done: list[int] = []
    workers = [threading.Thread(target=done.append, args=(n,)) for n in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return len(done)
