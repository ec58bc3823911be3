"""A helper keeps what two operations make, and one of them gives it a key without its filter."""

import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from enum import Enum
from typing import Any

from fastapi import FastAPI
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous()


class Kind(Enum):
    BOOK = "book"
    GAME = "game"


async def remember(key: str, make: Callable[[], Awaitable[Any]]) -> Any:
    with suppress(RedisError, ValueError):
        stored = await redis.get(key)
        if stored is not None:
            return json.loads(stored)
    value = await make()
    with suppress(RedisError):
        await redis.set(key, json.dumps(value), ex=60)
    return value


@app.get("/articles")
async def articles(kind: Kind = Kind.BOOK) -> Any:
    async def make() -> Any:
        return [f"{kind.value} {number}" for number in range(3)]

    return await remember("articles", make)  # fault


@app.get("/prices")
async def prices(currency: str = "EUR") -> Any:
    async def make() -> Any:
        return {"currency": currency, "price": len(currency)}

    return await remember(f"prices:{currency}", make)
