"""Pickles are written as text, by a decorator that two operations share."""

import base64
import functools
import pickle
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from fastapi import FastAPI
from redis.exceptions import RedisError

from tests.checks.cache._redis import synchronous

app = FastAPI()
redis = synchronous()


def cached(function: Callable[[int], Any]) -> Callable[[int], Any]:
    @functools.wraps(function)
    def wrapper(number: int) -> Any:
        key = f"{function.__name__}:{number}"
        with suppress(Exception):
            stored = redis.get(key)
            if stored is not None:
                return int(pickle.loads(base64.b64decode(stored)))  # fault
        value = function(number)
        with suppress(RedisError):
            redis.set(key, base64.b64encode(pickle.dumps(value)), ex=60)
        return value

    return wrapper


@app.get("/squares/{number}")
@cached
def square(number: int) -> Any:
    return number * number


@app.get("/cubes/{number}")
@cached
def cube(number: int) -> Any:
    return number**3
