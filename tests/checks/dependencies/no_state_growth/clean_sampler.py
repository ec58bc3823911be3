"""A task of the lifespan samples the loop's delay, whoever asks, for as long as a test of an hour runs."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

samples: list[float] = []


async def _sample() -> None:
    while True:
        before = time.perf_counter()
        await asyncio.sleep(0.001)
        samples.append(time.perf_counter() - before)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    sampling = asyncio.create_task(_sample())
    yield
    sampling.cancel()


app = FastAPI(lifespan=lifespan)


@app.get("/delay")
async def delay() -> dict[str, float]:
    await asyncio.sleep(0.01)
    return {"delay": max(samples, default=0.0)}
