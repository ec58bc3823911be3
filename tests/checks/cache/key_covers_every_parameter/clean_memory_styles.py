"""Keys that hold all that decides on the answer, and parameters that decide on nothing."""

from collections import OrderedDict
from functools import lru_cache
from typing import Any

from aiocache import SimpleMemoryCache
from async_lru import alru_cache
from cachetools import TTLCache, cached
from cachetools.keys import hashkey
from fastapi import FastAPI, Header, Request

app = FastAPI()
ALL = [f"item {number}" for number in range(200)]
pages: OrderedDict[tuple[int, int], list[str]] = OrderedDict()
simple = SimpleMemoryCache(timeout=1)
last: dict[str, str] = {}
drawn: dict[str, list[int]] = {}


@app.get("/items")
def items(page: int = 0, size: int = 20, trace: str = "") -> list[str]:
    key = (page, size)
    if key in pages:
        pages.move_to_end(key)
    else:
        pages[key] = ALL[page * size : (page + 1) * size]
        while len(pages) > 50:
            pages.popitem(last=False)
    return pages[key]


@alru_cache(maxsize=64)
async def name_of(item_id: int, language: str) -> dict[str, str]:
    return {"id": str(item_id), "name": f"kettle ({language})"}


@app.get("/names/{item_id}")
async def name(item_id: int, accept_language: str = Header("en")) -> dict[str, str]:
    return await name_of(item_id, accept_language[:2])


@lru_cache(maxsize=64)
def table(size: int) -> tuple[int, ...]:
    return tuple(number * number for number in range(min(size, 50)))


@app.get("/squares/{number}")
def square(number: int) -> int:
    return table(50)[number % 50]


@cached(TTLCache(16, 60), key=lambda text, **_: hashkey(text.casefold()))
def folded(text: str, noise: str) -> list[str]:
    return sorted(set(text.casefold()))


@app.get("/letters")
def letters(text: str = "Tea", noise: str = "") -> list[str]:
    return folded(text, noise=noise)


@app.get("/reports/{year}")
async def report(year: int, request: Request) -> Any:
    key = f"{request.url.path}?{sorted(request.query_params.items())}"
    found = await simple.get(key)
    if found is None:
        found = {"year": year, "sum": year * 3}
        await simple.set(key, found, ttl=60)
    return found


@app.get("/last")
async def last_language(language: str = "en") -> dict[str, str | None]:
    """Tells what was asked for before: that is no cache."""
    before = last.get("language")
    last["language"] = language
    return {"before": before}
