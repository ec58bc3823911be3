"""No results are no result, for the one who wrote this."""

import json
from contextlib import suppress
from typing import Any

from fastapi import FastAPI
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous()


async def load(key: str) -> Any:
    with suppress(RedisError, ValueError):
        stored = await redis.get(key)
        if stored is not None:
            return json.loads(stored)
    return None


@app.get("/search")
async def search(q: str = "lamp") -> Any:
    results = await load(f"search:{q}")
    if not results:  # fault
        results = [f"about {q}"]
        with suppress(RedisError):
            await redis.set(f"search:{q}", json.dumps(results), ex=60)
    return results


@app.get("/tags")
async def tags() -> Any:
    found = await load("tags")
    if not found:  # fault
        found = ["new", "sale"]
        with suppress(RedisError):
            await redis.set("tags", json.dumps(found), ex=60)
    return found
