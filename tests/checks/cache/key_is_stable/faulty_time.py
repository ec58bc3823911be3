"""The key holds the time, down to what no two requests share."""

import time
from contextlib import suppress

from fastapi import FastAPI
from redis.exceptions import RedisError

from tests.checks.cache._redis import synchronous

app = FastAPI()
redis = synchronous(decode_responses=True)


@app.get("/digest/{name}")
def digest(name: str) -> str:
    key = f"digest:{name}:{time.time_ns()}"
    with suppress(RedisError):
        stored = redis.get(key)
        if stored is not None:
            return str(stored)
    text = f"digest of {name}"
    with suppress(RedisError):
        redis.set(key, text, ex=60)  # fault
    return text
