"""A cache of the house gives back what has not ended; zero is taken for nothing."""

import time

from fastapi import FastAPI

app = FastAPI()


class Cache:
    def __init__(self) -> None:
        self.entries: dict[str, tuple[int, float]] = {}

    def get(self, key: str) -> int | None:
        if key in self.entries:
            value, until = self.entries[key]
            if time.monotonic() < until:
                return value
        return None

    def set(self, key: str, value: int, seconds: float = 60) -> None:
        self.entries[key] = (value, time.monotonic() + seconds)


cache = Cache()


@app.get("/stock/{item_id}")
async def stock(item_id: int) -> int:
    if value := cache.get(f"stock:{item_id}"):  # fault
        return value
    value = item_id * 2
    cache.set(f"stock:{item_id}", value)
    return value
