"""A decorator of the team's own makes the key of the name of the function alone."""

import functools
import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from fastapi import FastAPI, HTTPException
from redis.exceptions import RedisError

from tests.checks.cache._redis import synchronous

app = FastAPI()
redis = synchronous(decode_responses=True)


def cached(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        with suppress(RedisError, ValueError):
            stored = redis.get(function.__name__)  # fault
            if stored is not None:
                return json.loads(stored)
        value = function(*args, **kwargs)
        with suppress(RedisError):
            redis.setex(function.__name__, 60, json.dumps(value))
        return value

    return wrapper


@app.get("/squares/{number}")
@cached
def square(number: int) -> int:
    return number * number


@app.get("/users/{name}")
@cached
def user(name: str) -> Any:
    if name not in ("ann", "bob"):
        raise HTTPException(404)
    return {"name": name}
