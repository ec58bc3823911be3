"""A decorator of the team's own keeps what several operations return, for ever."""

import functools
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from fastapi import FastAPI
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous()


def cached(prefix: str) -> Callable[[Callable[..., Awaitable[Any]]], Callable[..., Awaitable[Any]]]:
    def decorate(function: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        @functools.wraps(function)
        async def wrapper(*args: Any, **kwargs: Any) -> Any:
            key = f"{prefix}:{json.dumps([args, kwargs], sort_keys=True)}"
            with suppress(RedisError, ValueError):
                stored = await redis.get(key)
                if stored is not None:
                    return json.loads(stored)
            value = await function(*args, **kwargs)
            with suppress(RedisError):
                await redis.set(key, json.dumps(value))  # fault
            return value

        return wrapper

    return decorate


@cached("square")
async def squared(number: int) -> int:
    return number * number


@cached("name")
async def named(number: int) -> str:
    return f"number {number}"


@app.get("/squares/{number}")
async def square(number: int) -> Any:
    return await squared(number)


@app.get("/names/{number}")
async def name(number: int) -> Any:
    return await named(number)
