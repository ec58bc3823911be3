"""What comes out of the cache is JSON, everybody knows."""

import json
from contextlib import suppress
from typing import Any

from fastapi import FastAPI
from redis.exceptions import RedisError

from tests.checks.cache._redis import synchronous

app = FastAPI()
redis = synchronous(decode_responses=True)


def decoded(text: str) -> Any:
    return json.loads(text)  # fault


@app.get("/countries")
def countries() -> Any:
    stored = None
    with suppress(RedisError):
        stored = redis.get("countries")
    if stored is not None:
        return decoded(stored)
    found = ["Chad", "Chile"]
    with suppress(RedisError):
        redis.set("countries", json.dumps(found), ex=60)
    return found
