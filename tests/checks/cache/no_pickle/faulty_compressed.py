"""Pickles are compressed, and unpickled by a function imported by its name."""

import zlib
from contextlib import suppress
from pickle import dumps, loads
from typing import Any

from fastapi import FastAPI
from redis.exceptions import RedisError

from tests.checks.cache._redis import synchronous

app = FastAPI()
redis = synchronous()


@app.get("/reports/{year}")
def report(year: int) -> Any:
    with suppress(Exception):
        stored = redis.get(f"report:{year}")
        if stored is not None:
            return dict(loads(zlib.decompress(stored)))  # fault
    made = {"year": year, "rows": [year] * 20}
    with suppress(RedisError):
        redis.set(f"report:{year}", zlib.compress(dumps(made)), ex=60)
    return made
