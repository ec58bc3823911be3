"""Entries are written as Python shows them, and read as JSON: every hit fails, in silence."""

import json
from contextlib import suppress
from typing import Any

from fastapi import FastAPI
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous()


@app.get("/items/{number}")
async def item(number: int) -> Any:
    with suppress(RedisError, ValueError):
        stored = await redis.get(f"item:{number}")  # fault
        if stored is not None:
            return json.loads(stored)
    made = {"number": number, "name": f"item {number}"}
    with suppress(RedisError):
        await redis.set(f"item:{number}", str(made), ex=60)
    return made
