"""A walrus, a global, a stack of exits, a deque, a class attribute, a closure, and objects that keep themselves."""

import asyncio
from collections import deque
from contextlib import AsyncExitStack

from fastapi import FastAPI, Request

app = FastAPI()
app.state.tasks = set()
running: set[asyncio.Task[None]] = set()
recent: deque[asyncio.Task[None]] = deque(maxlen=50)
latest: asyncio.Task[None] | None = None


class Holder:
    task: asyncio.Task[None] | None = None


class Job:
    all: dict[int, "Job"] = {}

    def __init__(self, number: int) -> None:
        self.number = number
        self.all[number] = self
        self.task = asyncio.get_running_loop().create_task(self.run())
        self.task.add_done_callback(self.done)

    def done(self, task: asyncio.Task[None]) -> None:
        self.all.pop(self.number, None)

    async def run(self) -> None:
        async with asyncio.timeout(3):
            await work()


async def work() -> None:
    await asyncio.sleep(0.05)


@app.get("/walrus")
async def walrus(request: Request) -> int:
    running.add(task := asyncio.create_task(work()))
    task.add_done_callback(running.discard)
    request.app.state.tasks |= {asyncio.create_task(work())}
    return len(running)


@app.get("/global")
async def in_global() -> bool:
    global latest
    latest = asyncio.create_task(work())
    Holder.task = asyncio.create_task(work())
    return latest.done()


@app.get("/stack")
async def stack() -> int:
    async with AsyncExitStack() as exits:
        exits.callback(asyncio.create_task(work()).cancel)
        await asyncio.sleep(0)
    recent.append(asyncio.create_task(work()))
    return len(recent)


@app.get("/closure")
async def closure() -> bool:
    task = asyncio.create_task(work())

    def is_done() -> bool:
        return task.done()

    try:
        await asyncio.sleep(0)
        return is_done()
    finally:
        task.cancel()


@app.post("/jobs/{number}")
async def start_job(number: int) -> int:
    Job(number)
    return number
