"""A WeakSet of running jobs keeps none of them."""

import asyncio
import weakref

from fastapi import FastAPI

app = FastAPI()


class Jobs:
    def __init__(self) -> None:
        self._running: weakref.WeakSet[asyncio.Task[None]] = weakref.WeakSet()

    def start(self, number: int) -> int:
        self._running.add(asyncio.create_task(self._work(number)))  # fault
        return len(self._running)

    async def _work(self, number: int) -> None:
        await asyncio.sleep(0.05)


jobs = Jobs()


@app.post("/jobs/{number}")
async def start_job(number: int) -> dict[str, int]:
    return {"running": jobs.start(number)}
