"""fastapi-cache2 lets everybody compute who finds nothing."""

import asyncio
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
@cache(expire=60)
async def offers() -> list[str]:  # fault
    await asyncio.sleep(0.05)
    return ["kettle", "lamp"]
