"""Reading is guarded, writing is not."""

import json
from contextlib import suppress
from typing import Any

from fastapi import FastAPI
from redis.exceptions import RedisError

from tests.checks.cache._redis import synchronous

app = FastAPI()
redis = synchronous()


@app.get("/items/{number}")
def item(number: int) -> Any:
    with suppress(RedisError, ValueError):
        stored = redis.get(f"item:{number}")
        if stored is not None:
            return json.loads(stored)
    made = {"number": number}
    redis.set(f"item:{number}", json.dumps(made), ex=60)  # fault
    return made
