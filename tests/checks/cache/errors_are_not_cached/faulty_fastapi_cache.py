"""fastapi-cache2 keeps what the endpoint returns, and it returns an apology."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from fastapi_cache import FastAPICache
from fastapi_cache.backends.redis import RedisBackend
from fastapi_cache.decorator import cache

from tests.checks.cache._redis import asynchronous

ALSO = ("cache.corrupt-entry-is-a-miss",)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    FastAPICache.reset()
    FastAPICache.init(RedisBackend(asynchronous()), prefix="shop")
    yield


app = FastAPI(lifespan=lifespan)


async def weather() -> str:
    return "sunny"


@app.get("/weather")
@cache(expire=60)
async def read_weather() -> Any:
    try:
        return {"weather": await weather()}
    except (TimeoutError, ConnectionError):  # fault
        return {"weather": None, "error": "try again"}
