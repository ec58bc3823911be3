"""A decorator of the team's own leaves out of the key what it cannot write down, the user among it."""

import functools
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import APIKeyHeader
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous()


@dataclass
class User:
    name: str
    plan: str


USERS = {"token-of-ann": User("ann", "gold"), "token-of-bob": User("bob", "free")}


def user(key: str = Depends(APIKeyHeader(name="x-api-key"))) -> User:
    if key not in USERS:
        raise HTTPException(401)
    return USERS[key]


def cached(function: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    @functools.wraps(function)
    async def wrapper(**kwargs: Any) -> Any:
        plain = {name: value for name, value in kwargs.items() if isinstance(value, int | str)}
        key = f"{function.__name__}:{json.dumps(plain)}"
        with suppress(RedisError, ValueError):
            stored = await redis.get(key)  # fault
            if stored is not None:
                return json.loads(stored)
        value = await function(**kwargs)
        with suppress(RedisError):
            await redis.set(key, json.dumps(value), ex=60)
        return value

    return wrapper


@app.get("/offers")
@cached
async def offers(page: int = 1, user: User = Depends(user)) -> Any:
    return {"page": page, "offers": [f"for {user.plan}"]}


@app.get("/inbox")
@cached
async def inbox(page: int = 1, user: User = Depends(user)) -> Any:
    return {"page": page, "mails": [f"to {user.name}"]}
