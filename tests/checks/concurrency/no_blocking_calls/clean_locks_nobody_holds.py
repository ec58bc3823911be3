"""Locks of threads around what takes no time, and queues that are never empty."""

import queue
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request


class Pool:
    def __init__(self, size: int) -> None:
        self.lock = threading.RLock()
        self.free: queue.Queue[int] = queue.Queue()
        self.places = threading.BoundedSemaphore(size)
        for number in range(size):
            self.free.put(number)

    def take(self) -> int:
        with self.lock, self.places:
            number = self.free.get(timeout=5)
            self.free.put(number)
            return number


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    app.state.pool = Pool(3)
    yield


app = FastAPI(lifespan=lifespan)


@app.get("/places")
async def take_place(request: Request) -> int:
    return request.app.state.pool.take()


@app.get("/ready")
async def is_ready() -> bool:
    ready = threading.Event()
    ready.set()
    return ready.wait(1)
