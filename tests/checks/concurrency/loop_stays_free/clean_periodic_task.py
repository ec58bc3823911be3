"""A task of the lifespan wakes often and does what blocks in a thread."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from fastapi import FastAPI


def fetch_rates() -> None:
    time.sleep(0.01)


async def refresh() -> None:
    while True:
        await asyncio.to_thread(fetch_rates)
        await asyncio.sleep(0.02)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    task = asyncio.create_task(refresh())
    yield
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


app = FastAPI(lifespan=lifespan)


@app.get("/convert/{amount}")
async def convert(amount: int) -> int:
    return amount * 2
