"""A number goes into Redis and comes out as a text."""

from contextlib import suppress
from typing import Any

from fastapi import FastAPI
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous(decode_responses=True)


@app.get("/totals/{year}")
async def total(year: int) -> Any:
    with suppress(RedisError):
        stored = await redis.get(f"total:{year}")  # fault
        if stored is not None:
            return {"total": stored}
    computed = year * 3
    with suppress(RedisError):
        await redis.set(f"total:{year}", computed, ex=60)
    return {"total": computed}
