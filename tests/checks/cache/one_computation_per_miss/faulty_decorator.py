"""A decorator of the team's own, around what takes long in several operations."""

import asyncio
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


def cached(function: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    @functools.wraps(function)
    async def wrapper(**kwargs: Any) -> Any:
        key = f"{function.__name__}:{json.dumps(kwargs)}"
        with suppress(RedisError, ValueError):
            stored = await redis.get(key)  # fault
            if stored is not None:
                return json.loads(stored)
        value = await function(**kwargs)
        with suppress(RedisError):
            await redis.set(key, json.dumps(value), ex=60)
        return value

    return wrapper


@app.get("/squares/{number}")
@cached
async def square(number: int) -> int:
    await asyncio.sleep(0.05)
    return number * number


@app.get("/names/{number}")
@cached
async def name(number: int) -> str:
    await asyncio.sleep(0.05)
    return f"number {number}"
