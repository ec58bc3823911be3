"""A task of the lifespan holds the loop for 10 ms every 30 ms; no operation does."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI


class Heartbeat:
    def __init__(self) -> None:
        self.beats = 0

    async def beat(self) -> None:
        while True:
            self._report()
            await asyncio.sleep(0.03)

    def _report(self) -> None:
        time.sleep(0.01)  # blocks: heartbeat
        self.beats += 1


heartbeat = Heartbeat()


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    task = asyncio.create_task(heartbeat.beat())
    yield
    task.cancel()


app = FastAPI(lifespan=lifespan)


@app.get("/items/{item_id}")
async def read_item(item_id: int) -> dict[str, int]:
    await asyncio.sleep(0.001)
    return {"id": item_id}


@app.get("/def/items")
def list_items() -> list[int]:
    time.sleep(0.02)
    return [1, 2]
