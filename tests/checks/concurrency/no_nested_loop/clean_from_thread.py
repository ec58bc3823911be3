"""Threads ask the loop that is there."""

import anyio.from_thread
from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool

app = FastAPI()


async def load(n: int) -> int:
    await anyio.sleep(0)
    return n


@app.get("/numbers/{n}")
def read_number(n: int) -> int:
    return anyio.from_thread.run(load, n)


@app.get("/squares/{n}")
async def read_square(n: int) -> int:
    return await run_in_threadpool(lambda: n * anyio.from_thread.run(load, n))
