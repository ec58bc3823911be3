"""A decorator makes keys of everything a handler is given, the request's own number as well."""

import functools
import hashlib
import json
import secrets
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from fastapi import Depends, FastAPI
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous()


def request_id() -> str:
    return secrets.token_hex(8)


def cached(function: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    @functools.wraps(function)
    async def wrapper(**kwargs: Any) -> Any:
        key = hashlib.sha256(repr(sorted(kwargs.items())).encode()).hexdigest()
        with suppress(RedisError, ValueError):
            stored = await redis.get(key)
            if stored is not None:
                return json.loads(stored)
        value = await function(**kwargs)
        with suppress(RedisError):
            await redis.set(key, json.dumps(value), ex=60)  # fault
        return value

    return wrapper


@app.get("/users/{number}")
@cached
async def user(number: int, trace: str = Depends(request_id)) -> Any:
    return {"number": number, "name": f"user {number}"}


@app.get("/teams/{number}")
@cached
async def team(number: int, trace: str = Depends(request_id)) -> Any:
    return {"number": number, "team": f"team {number}"}
