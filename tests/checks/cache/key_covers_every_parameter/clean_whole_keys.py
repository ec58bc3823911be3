"""Everything that decides is in the key: by hand, hashed, or by a decorator; also that there is no such thing."""

import functools
import hashlib
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from fastapi import FastAPI, Header, HTTPException, Query, Request
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous()


async def remember(key: str, make: Callable[[], Awaitable[Any]], seconds: int = 60) -> Any:
    with suppress(RedisError, ValueError):
        stored = await redis.get(key)
        if stored is not None:
            return json.loads(stored)
    value = await make()
    with suppress(RedisError):
        await redis.set(key, json.dumps(value), ex=seconds if value is not None else 5)
    return value


def cached(function: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    @functools.wraps(function)
    async def wrapper(**kwargs: Any) -> Any:
        key = f"{function.__name__}:{json.dumps(kwargs, sort_keys=True)}"
        return await remember(key, lambda: function(**kwargs))

    return wrapper


@app.get("/sums/{first}")
@cached
async def total(first: int, second: int = 2, third: int = 3) -> int:
    return first + 10 * second + 100 * third


@app.get("/search")
async def search(request: Request, q: str = "", tags: list[str] = Query(default=[]), lang: str = Header("en")) -> Any:
    digest = hashlib.sha256(f"{sorted(request.query_params.multi_items())}{lang}".encode()).hexdigest()

    async def make() -> Any:
        return {"q": q, "tags": tags, "lang": lang}

    return await remember(f"search:{digest}", make)


@app.get("/users/{name}")
async def user(name: str) -> Any:
    async def make() -> Any:
        return {"name": name} if name in ("ann", "bob") else None

    found = await remember(f"user:{name}", make)
    if found is None:
        raise HTTPException(404)
    return found
