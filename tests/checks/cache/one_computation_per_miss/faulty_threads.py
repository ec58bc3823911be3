"""Threads that find nothing compute side by side."""

import json
import time
from contextlib import suppress
from typing import Any

from fastapi import FastAPI
from redis.exceptions import RedisError

from tests.checks.cache._redis import synchronous

app = FastAPI()
redis = synchronous()


@app.get("/reports/{year}")
def report(year: int) -> Any:
    with suppress(RedisError, ValueError):
        stored = redis.get(f"report:{year}")  # fault
        if stored is not None:
            return json.loads(stored)
    time.sleep(0.05)
    with suppress(RedisError):
        redis.set(f"report:{year}", json.dumps([year]), ex=60)
    return [year]
