"""Nobody thinks of a Redis that is not there."""

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
    stored = await redis.get(f"item:{number}")  # fault
    if stored is not None:
        with suppress(ValueError):
            return json.loads(stored)
    made = {"number": number}
    with suppress(RedisError):
        await redis.set(f"item:{number}", json.dumps(made), ex=60)
    return made
