"""A worker thread of the app's own keeps its counters to itself, filled at startup."""

import queue
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

_local = threading.local()
_jobs: queue.Queue[str | None] = queue.Queue()
_done: list[str] = []


def work() -> None:
    _local.name = "worker-1"
    while (job := _jobs.get()) is not None:
        _local.last = job
        _done.append(_local.name)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    yield
    _jobs.put(None)


app = FastAPI(lifespan=lifespan)


@app.get("/jobs")
async def jobs() -> dict[str, int]:
    return {"done": len(_done)}
