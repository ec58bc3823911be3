"""Requests queue up their jobs for one consumer, started with the app, that computes them on the loop."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request

ALSO = ["concurrency.requests-run-in-parallel"]

Job = tuple[int, "asyncio.Future[int]"]


def count_primes(below: int) -> int:
    return sum(all(number % divisor for divisor in range(2, number)) for number in range(2, below))  # fault


async def consume(jobs: "asyncio.Queue[Job]") -> None:
    while True:
        below, done = await jobs.get()
        done.set_result(count_primes(below))


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    app.state.jobs = asyncio.Queue()
    consumer = asyncio.create_task(consume(app.state.jobs))
    yield
    consumer.cancel()


app = FastAPI(lifespan=lifespan)


@app.get("/primes")
async def read_primes(request: Request) -> int:
    done: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    await request.app.state.jobs.put((5_000, done))
    return await done
