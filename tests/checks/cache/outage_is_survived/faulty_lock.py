"""What is cached is looked up under a lock of redis-py, which nobody can take when Redis is gone."""

import json
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


@app.get("/totals/{year}")
def totals(year: int) -> dict[str, int]:
    key = f"total:{year}"
    with redis.lock(f"{key}:lock", timeout=5, blocking_timeout=2):  # fault
        known = recalled(key)
        if not isinstance(known, int):
            known = year * 10
            with suppress(RedisError):
                redis.set(key, json.dumps(known), ex=60)
    return {"year": year, "total": known}
