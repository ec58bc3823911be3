"""Work goes on after the answer: it is kept in a set while it does, and leaves no trace."""

import asyncio
import weakref
from typing import Any

from fastapi import FastAPI

app = FastAPI()
running: set[asyncio.Task[None]] = set()
jobs: dict[int, asyncio.Task[None]] = {}


class Reader:
    every: "weakref.WeakSet[Reader]" = weakref.WeakSet()

    def __init__(self) -> None:
        Reader.every.add(self)


async def _work() -> None:
    await asyncio.sleep(0.2)


@app.get("/work")
async def work() -> dict[str, Any]:
    task = asyncio.create_task(_work())
    running.add(task)
    task.add_done_callback(running.discard)
    return {"running": len(running)}


@app.get("/jobs")
async def start_job() -> dict[str, int]:
    task = asyncio.create_task(_work())
    jobs[id(task)] = task
    task.add_done_callback(lambda done: jobs.pop(id(done), None))
    return {"readers": len(Reader.every), "reader": id(Reader())}
