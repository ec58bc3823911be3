"""The key holds the arguments as Python shows them, an object with its address among them."""

import json
from contextlib import suppress
from typing import Any

from fastapi import Depends, FastAPI
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous()


class Filters:
    def __init__(self, size: int = 20) -> None:
        self.size = size
        self.spare: list[object] = [object() for _ in range(5000)]


kept: list[Filters] = []


@app.get("/items")
async def items(filters: Filters = Depends()) -> Any:
    kept[:] = [*kept[-9:], filters]
    key = f"items:{filters}"
    with suppress(RedisError, ValueError):
        stored = await redis.get(key)
        if stored is not None:
            return json.loads(stored)
    found = [f"item {number}" for number in range(filters.size % 100)]
    with suppress(RedisError):
        await redis.set(key, json.dumps(found), ex=60)  # fault
    return found
