"""Four sources are asked at the same time; one of them does not give way."""

import asyncio
import time

from fastapi import FastAPI

ALSO = ["concurrency.no-blocking-calls", "concurrency.requests-run-in-parallel"]
app = FastAPI()


class Source:
    def __init__(self, name: str) -> None:
        self.name = name

    async def search(self, word: str) -> str:
        await asyncio.sleep(0.002)
        return f"{self.name}: {word}"


class Archive(Source):
    async def search(self, word: str) -> str:
        await asyncio.sleep(0.001)
        self._unpack()
        return f"{self.name}: {word}"

    def _unpack(self) -> None:
        time.sleep(0.02)  # fault


SOURCES = [Source("news"), Source("blogs"), Archive("archive"), Source("forum")]


@app.get("/search")
async def search(word: str = "lamp") -> list[str]:
    return await asyncio.gather(*(source.search(word) for source in SOURCES))
