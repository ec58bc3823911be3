"""Pictures are read in threads, one at a time, by a limiter somebody once set to one."""

import time

from anyio import CapacityLimiter, to_thread
from fastapi import FastAPI

app = FastAPI()


class Pictures:
    limiter = CapacityLimiter(1)

    @staticmethod
    def _load(name: str) -> bytes:
        time.sleep(0.012)
        return name.encode()

    async def load(self, name: str) -> int:
        return len(await to_thread.run_sync(self._load, name, limiter=self.limiter))  # fault


pictures = Pictures()


@app.get("/pictures/{name}/size")
async def size(name: str) -> int:
    return await pictures.load(name)
