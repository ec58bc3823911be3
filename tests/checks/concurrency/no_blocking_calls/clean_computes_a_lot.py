"""Thirty milliseconds of computing are not blocking, however many threads there are."""

import json
import threading
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI


def tick(stop: threading.Event) -> None:
    while not stop.wait(0.001):
        sum(range(100))


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    stop = threading.Event()
    threads = [threading.Thread(target=tick, args=[stop], daemon=True) for _ in range(3)]
    for thread in threads:
        thread.start()
    yield
    stop.set()
    for thread in threads:
        thread.join()


app = FastAPI(lifespan=lifespan)


@app.get("/sum")
async def read_sum() -> int:
    return sum(number * number for number in range(200_000))


@app.get("/packed")
async def read_packed() -> int:
    return len(zlib.compress(json.dumps(list(range(20_000))).encode()))
