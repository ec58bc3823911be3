"""fastapi-cache2 says for how long an answer is good; who changes it at the same address is told the old one."""

import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI, HTTPException
from fastapi_cache import FastAPICache
from fastapi_cache.backends.redis import RedisBackend
from fastapi_cache.decorator import cache

from tests.checks.cache._redis import asynchronous

ALSO = ("cache.corrupt-entry-is-a-miss",)
numbers = itertools.count(1)
orders: dict[int, str] = {}


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    FastAPICache.reset()
    FastAPICache.init(RedisBackend(asynchronous()), prefix="shop")
    yield


app = FastAPI(lifespan=lifespan)


@app.post("/orders", status_code=201)
async def create(text: str) -> dict[str, int]:
    number = next(numbers)
    orders[number] = text
    return {"id": number}


@app.get("/orders/{order_id}")
@cache(expire=60)
async def read(order_id: int) -> Any:
    if order_id not in orders:
        raise HTTPException(404)
    return {"text": orders[order_id]}


@app.patch("/orders/{order_id}")
async def change(order_id: int, text: str) -> dict[str, str]:  # fault
    if order_id not in orders:
        raise HTTPException(404)
    orders[order_id] = text
    return {"text": text}
