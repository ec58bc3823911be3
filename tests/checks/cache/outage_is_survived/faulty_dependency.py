"""A class that two operations depend on makes a 500 of an outage."""

import json
from contextlib import suppress
from typing import Any

from fastapi import Depends, FastAPI, HTTPException
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous()


class Cache:
    async def get(self, key: str) -> Any:
        try:
            stored = await redis.get(key)  # fault
        except RedisError:
            raise HTTPException(500, "The cache is down.") from None
        with suppress(ValueError):
            return json.loads(stored) if stored is not None else None

    async def keep(self, key: str, value: Any) -> None:
        with suppress(RedisError):
            await redis.set(key, json.dumps(value), ex=60)


@app.get("/items/{number}")
async def item(number: int, cache: Cache = Depends()) -> Any:
    known = await cache.get(f"item:{number}")
    if known is None:
        known = {"number": number}
        await cache.keep(f"item:{number}", known)
    return known


@app.get("/names/{number}")
async def name(number: int, cache: Cache = Depends()) -> Any:
    known = await cache.get(f"name:{number}")
    if known is None:
        known = f"name {number}"
        await cache.keep(f"name:{number}", known)
    return known
