"""fastapi-cache2 keeps answers for ever when it is not told for how long."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

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


@app.get("/offers")
@cache()
async def offers() -> list[str]:  # fault
    return ["kettle", "lamp"]
