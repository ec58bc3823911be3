"""What depends on the caller has the caller in its key; what does not has one entry for all; others are no caches."""

import hashlib
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous()
USERS = {"token-of-ann": "ann", "token-of-bob": "bob"}
PRICES = {"kettle": 30, "lamp": 20}
DISCOUNTS = {"ann": 5}


def user(credentials: HTTPAuthorizationCredentials = Depends(HTTPBearer())) -> str:
    if credentials.credentials not in USERS:
        raise HTTPException(401)
    return USERS[credentials.credentials]


async def remember(key: str, make: Callable[[], Awaitable[Any]]) -> Any:
    with suppress(RedisError, ValueError):
        stored = await redis.get(key)
        if stored is not None:
            return json.loads(stored)
    value = await make()
    with suppress(RedisError):
        await redis.set(key, json.dumps(value), ex=60)
    return value


@app.get("/orders")
async def orders(user: str = Depends(user)) -> Any:
    async def make() -> Any:
        return [f"kettle for {user}"]

    return await remember(f"orders:{user}", make)


@app.get("/token")
async def token(credentials: HTTPAuthorizationCredentials = Depends(HTTPBearer())) -> Any:
    async def make() -> Any:
        return {"name": USERS[credentials.credentials]}

    if credentials.credentials not in USERS:
        raise HTTPException(401)
    return await remember(f"token:{hashlib.sha256(credentials.credentials.encode()).hexdigest()}", make)


@app.get("/rates")
async def rates(user: str = Depends(user)) -> Any:
    async def make() -> Any:
        return {"EUR": 1}

    return await remember("rates", make)


@app.get("/prices")
async def prices(user: str = Depends(user)) -> Any:
    """The prices are everybody's, the discount is not."""

    async def make() -> Any:
        return PRICES

    known = await remember("prices", make)
    with suppress(AttributeError, TypeError):
        return {name: price - DISCOUNTS.get(user, 0) for name, price in known.items()}
    return {name: price - DISCOUNTS.get(user, 0) for name, price in PRICES.items()}


@app.get("/news")
async def news() -> Any:
    async def make() -> Any:
        return ["for all"]

    return await remember("news", make)


@app.get("/limited")
async def limited(user: str = Depends(user)) -> Any:
    return {"user": user, "left": 10_000 - await redis.incr(f"rate:{user}")}
