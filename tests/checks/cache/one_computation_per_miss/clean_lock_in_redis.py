"""Who sets the lock computes, the others look again until the answer is there, or compute after a while."""

import json
import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from fastapi import FastAPI
from redis.exceptions import RedisError

from tests.checks.cache._redis import synchronous

app = FastAPI()
redis = synchronous(decode_responses=True)


def recalled(key: str) -> Any:
    with suppress(RedisError, ValueError):
        return json.loads(redis.get(key) or "null")
    return None


def computed(key: str, make: Callable[[], Any]) -> Any:
    known = recalled(key)
    if known is not None:
        return known
    token, until = secrets.token_hex(8), time.monotonic() + 2
    with suppress(RedisError):
        while not redis.set(f"{key}:lock", token, nx=True, px=5000) and time.monotonic() < until:
            time.sleep(0.01)
            if (known := recalled(key)) is not None:
                return known
    if (known := recalled(key)) is None:
        known = make()
        with suppress(RedisError):
            redis.set(key, json.dumps(known), ex=60)
    with suppress(RedisError):
        if redis.get(f"{key}:lock") == token:
            redis.delete(f"{key}:lock")
    return known


@app.get("/totals/{year}")
def totals(year: int) -> dict[str, int]:
    def make() -> int:
        time.sleep(0.02)
        return year * 10

    known = computed(f"total:{year}", make)
    return {"year": year, "total": known if isinstance(known, int) else make()}
