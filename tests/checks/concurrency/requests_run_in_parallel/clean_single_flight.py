"""Only the first of those who miss the cache fetches; all others, and everybody later, have what it found."""

import asyncio

from fastapi import FastAPI

app = FastAPI()


class Cached:
    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._value: dict[str, int] | None = None

    async def get(self) -> dict[str, int]:
        if self._value is None:
            async with self._lock:
                if self._value is None:
                    await asyncio.sleep(0.03)
                    self._value = {"answer": 42}
        return self._value


cached = Cached()


@app.get("/answer")
async def answer() -> dict[str, int]:
    await asyncio.sleep(0.01)
    return await cached.get()
