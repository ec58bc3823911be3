"""Requests are counted by route and status, and durations go into buckets; a sample is kept of some."""

import random
import time
from collections import Counter, defaultdict

from fastapi import FastAPI, Request

app = FastAPI()
counts: Counter[tuple[str, int]] = Counter()
sums: defaultdict[str, float] = defaultdict(float)
_SIZE = 500


class Reservoir:
    def __init__(self) -> None:
        self.values: list[float] = []
        self.seen = 0

    def update(self, value: float) -> None:
        self.seen += 1
        if len(self.values) < _SIZE:
            self.values.append(value)
        else:
            self.values[random.randrange(_SIZE)] = value


reservoir = Reservoir()


@app.middleware("http")
async def measure(request: Request, call_next):
    started = time.perf_counter()
    response = await call_next(request)
    seconds = time.perf_counter() - started
    path = getattr(request.scope.get("route"), "path", "")
    counts[path, response.status_code] += 1
    sums[path] += seconds
    reservoir.update(seconds)
    return response


@app.get("/books")
async def books() -> list[str]:
    return ["Emma"]


@app.get("/books/{title}")
def book(title: str) -> str:
    return title
