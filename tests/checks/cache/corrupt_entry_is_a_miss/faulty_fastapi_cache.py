"""fastapi-cache2 survives an outage, and no entry that is not what it wrote."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi_cache import FastAPICache
from fastapi_cache.backends.redis import RedisBackend
from fastapi_cache.decorator import cache

from tests.checks.cache._redis import asynchronous


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    FastAPICache.reset()
    FastAPICache.init(RedisBackend(asynchronous()), prefix="shop")
    yield


app = FastAPI(lifespan=lifespan)


@app.get("/offers")
@cache(expire=60)
async def offers() -> list[str]:  # fault
    return ["kettle", "lamp"]
