"""Kept by the app, by an object the app keeps, and in a dict by id."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from fastapi import FastAPI, HTTPException, Request


class Poller:
    def __init__(self) -> None:
        self.task: asyncio.Task[None] | None = None

    def start(self) -> None:
        if self.task is None:
            self.task = asyncio.create_task(self.poll())

    async def poll(self) -> None:
        while True:
            await asyncio.sleep(30)


async def tick() -> None:
    while True:
        await asyncio.sleep(30)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    app.state.tasks = []
    app.state.poller = Poller()
    ticking = asyncio.create_task(tick())
    yield
    ticking.cancel()
    with suppress(asyncio.CancelledError):
        await ticking


app = FastAPI(lifespan=lifespan)
JOBS: dict[int, asyncio.Task[None]] = {}


async def work() -> None:
    await asyncio.sleep(0.05)


@app.post("/notes")
async def note(request: Request) -> int:
    request.app.state.tasks[:] = [task for task in request.app.state.tasks if not task.done()]
    request.app.state.tasks.append(asyncio.create_task(work()))
    return len(request.app.state.tasks)


@app.get("/poller")
async def poll(request: Request) -> bool:
    request.app.state.poller.start()
    return True


@app.post("/jobs", status_code=202)
async def start_job() -> dict[str, int]:
    number = len(JOBS) + 1
    JOBS[number] = asyncio.create_task(work())
    return {"id": number}


@app.get("/jobs/{job_id}")
async def read_job(job_id: int) -> dict[str, bool]:
    if job_id not in JOBS:
        raise HTTPException(404)
    return {"done": JOBS[job_id].done()}
