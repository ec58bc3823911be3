"""A lock in a helper that is held for an instant, around the state it guards and not around the waiting."""

import asyncio
import threading
import time

from fastapi import FastAPI

app = FastAPI()


class Counters:
    def __init__(self) -> None:
        self._lock, self._threads = asyncio.Lock(), threading.Lock()
        self.values: dict[str, int] = {}

    async def count(self, name: str) -> int:
        async with self._lock:
            self.values[name] = self.values.get(name, 0) + 1
        await asyncio.sleep(0.02)
        return self.values[name]

    def count_in_thread(self, name: str) -> int:
        time.sleep(0.02)
        with self._threads:
            self.values[name] = self.values.get(name, 0) + 1
        return self.values[name]


counters = Counters()


@app.get("/visits")
async def visits() -> int:
    return await counters.count("visits")


@app.get("/downloads")
def downloads() -> int:
    return counters.count_in_thread("downloads")
