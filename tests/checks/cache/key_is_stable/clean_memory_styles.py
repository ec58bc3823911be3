"""Objects in keys that are equal when they say the same, and dicts in which every request has its own entry."""

import uuid
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from cachetools import LRUCache, TTLCache, cached, cachedmethod
from cachetools.keys import hashkey
from fastapi import Depends, FastAPI, Request
from pydantic import BaseModel, ConfigDict

app = FastAPI()


class Filter(BaseModel):
    model_config = ConfigDict(frozen=True)

    text: str = ""


@dataclass(frozen=True)
class Page:
    number: int = 1


class Prices:
    """One for all requests."""

    def __init__(self) -> None:
        self.cache: LRUCache[Any, int] = LRUCache(32)

    @lru_cache(maxsize=100)
    def of(self, item_id: int) -> int:
        return item_id * 3

    @cachedmethod(lambda self: self.cache)
    def sum_of(self, first: int, last: int) -> int:
        return sum(range(first, last))


class Job:
    def __init__(self, path: str) -> None:
        self.path = path


prices = Prices()
requests: TTLCache[str, str] = TTLCache(100, 60)
jobs: dict[str, dict[str, str]] = {}
nonces: dict[str, bool] = {}


@lru_cache(maxsize=32)
def found(filter: Filter, page: Page) -> tuple[str, ...]:
    return (f"{filter.text} {page.number}",)


@cached(LRUCache(32), key=lambda job: hashkey(job.path))
def done(job: Job) -> str:
    return f"done with {job.path}"


@lru_cache(maxsize=64)
def word(text: str) -> str:
    return text[:0] + "word"


@app.get("/found")
def read(filter: Filter = Depends(), page: Page = Depends()) -> tuple[str, ...]:
    return found(filter, page)


@app.get("/prices/{item_id}")
def price(item_id: int) -> dict[str, int]:
    return {"price": prices.of(item_id), "sum": prices.sum_of(0, item_id % 50)}


@app.get("/job")
def job(request: Request) -> str:
    return done(Job(request.url.path))


@app.get("/logged")
def logged(request: Request) -> str:
    requests[uuid.uuid4().hex] = request.url.path
    return "logged"


@app.get("/export")
def export() -> dict[str, str]:
    number = uuid.uuid4().hex
    jobs[number] = {"state": "new"}
    nonces[number] = True
    return {"job": number, "word": word(number)}
