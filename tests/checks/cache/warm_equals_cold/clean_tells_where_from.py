"""Answers that say whether they come from the cache, at what time they were made, and how long that took."""

import json
import time
import uuid
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from fastapi import FastAPI, Request, Response
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous()


@app.middleware("http")
async def stamp(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    began = time.perf_counter()
    response = await call_next(request)
    response.headers["X-Request-ID"] = str(uuid.uuid4())
    response.headers["Server-Timing"] = f"app;dur={time.perf_counter() - began}"
    return response


async def load(key: str) -> Any:
    with suppress(RedisError, ValueError):
        stored = await redis.get(key)
        if stored is not None:
            return json.loads(stored)
    return None


async def keep(key: str, value: Any) -> None:
    with suppress(RedisError):
        await redis.set(key, json.dumps(value), ex=60)


@app.get("/items/{number}")
async def item(number: int, response: Response) -> Any:
    known = await load(f"item:{number}")
    response.headers["X-Cache"] = "MISS" if known is None else "HIT"
    if known is not None:
        return {"source": "cache", "cached": True, "data": known}
    made = {"number": number, "name": f"item {number}"}
    await keep(f"item:{number}", made)
    return {"source": "database", "cached": False, "data": made}


@app.get("/status")
async def status() -> Any:
    known = await load("status")
    if isinstance(known, dict):
        return {**known, "asked_at": time.time()}
    made = {"made_at": time.time(), "id": str(uuid.uuid4()), "state": "fine"}
    await keep("status", made)
    return {**made, "asked_at": time.time()}
