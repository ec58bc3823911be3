"""A key builder for fastapi-cache2 that leaves the query out."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI, Request
from fastapi_cache import FastAPICache
from fastapi_cache.backends.redis import RedisBackend
from fastapi_cache.decorator import cache

from tests.checks.cache._redis import asynchronous

ALSO = ("cache.corrupt-entry-is-a-miss",)


def by_path(function: Any, namespace: str = "", *, request: Request, **others: Any) -> str:
    return f"{namespace}:{request.url.path}"


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    FastAPICache.reset()
    FastAPICache.init(RedisBackend(asynchronous()), prefix="shop", key_builder=by_path)
    yield


app = FastAPI(lifespan=lifespan)


@app.get("/offers")
@cache(expire=60)
async def offers(limit: int = 2, offset: int = 0) -> list[str]:  # fault
    return ["kettle", "lamp", "pan", "pot"][offset : offset + limit]
