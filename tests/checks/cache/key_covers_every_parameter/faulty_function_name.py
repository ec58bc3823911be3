"""A decorator of the house whose key is the function, and none of its arguments."""

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


def cached(seconds: int) -> Callable[[Callable[..., Awaitable[Any]]], Callable[..., Awaitable[Any]]]:
    def around(function: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        key = f"cache:{function.__module__}:{function.__name__}"

        @functools.wraps(function)
        async def inner(*args: Any, **kwargs: Any) -> Any:
            with suppress(RedisError, ValueError, TypeError):
                known = json.loads(await redis.get(key))  # fault
                if isinstance(known, dict) and known:
                    return {"year": known["year"], "rows": known["rows"]}
            made = await function(*args, **kwargs)
            with suppress(RedisError):
                await redis.set(key, json.dumps(made), ex=seconds)
            return made

        return inner

    return around


@app.get("/reports")
@cached(60)
async def reports(year: int = 2024, region: str = "eu") -> Any:
    return {"year": year, "rows": [year, region]}
