"""Caches in memory that tell an empty value from none."""

import time
from functools import cache
from typing import Any

from cachetools import TTLCache, cached
from fastapi import FastAPI

app = FastAPI()
MISSING = object()
ITEMS = ["kettle", "teapot"]
found: dict[str, list[str]] = {}
counts: dict[str, int] = {}
stock: dict[int, tuple[float, int]] = {}
latest: dict[str, list[str]] = {}
pages: TTLCache[int, Any] = TTLCache(16, 60)


@app.get("/search/{text}")
async def search(text: str) -> list[str]:
    if text not in found:
        found[text] = [name for name in ITEMS if text in name or len(text) > 1]
    return found[text]


@app.get("/counts/{name}")
async def count(name: str) -> int:
    try:
        return counts[name]
    except KeyError:
        counts[name] = len(name)
        return counts[name]


@app.get("/stock/{item_id}")
async def in_stock(item_id: int) -> int:
    until, value = stock.get(item_id, (0.0, 0))
    if until < time.monotonic():
        value = item_id * 2
        stock[item_id] = (time.monotonic() + 60, value)
    return value


@app.get("/pages/{number}")
async def page(number: int) -> Any:
    kept = pages.get(number, MISSING)
    if kept is MISSING:
        kept = pages[number] = [f"item {number}"]
    return kept


@app.get("/latest/{shop}")
async def read_latest(shop: str) -> list[str]:
    """Keeps the last answer for the time when the source is down: it is no cache, it is asked with every request."""
    try:
        latest[shop] = [f"news of {shop}"]
    except OSError:
        if not latest.get(shop):
            raise
    return latest[shop]


@cache
def total(year: int) -> int:
    return year - 2026


@cached(TTLCache(16, 60))
def lines(year: int) -> list[str]:
    return [str(year)]


@app.get("/totals")
def totals(year: int = 2026) -> dict[str, Any]:
    return {"total": total(year), "lines": lines(year)}
