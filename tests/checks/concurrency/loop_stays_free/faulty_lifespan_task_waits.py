"""A task of the lifespan refreshes rates every 30 ms, and holds the loop for 10 ms of them."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

ALSO = ["concurrency.no-blocking-calls", "concurrency.requests-run-in-parallel"]


class Rates:
    def fetch(self) -> None:
        time.sleep(0.01)  # fault

    async def refresh(self) -> None:
        while True:
            self.fetch()
            await asyncio.sleep(0.03)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    refreshing = asyncio.create_task(Rates().refresh())
    yield
    refreshing.cancel()


app = FastAPI(lifespan=lifespan)


@app.get("/convert/{amount}")
async def convert(amount: int) -> dict[str, int]:
    await asyncio.sleep(0)
    return {"converted": amount * 2}
