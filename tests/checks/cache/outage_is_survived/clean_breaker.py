"""A breaker leaves Redis alone for a while after three failures; in between, memory has what was asked for last."""

import asyncio
import json
import time
from collections.abc import Awaitable
from typing import Any, TypeVar

from fastapi import FastAPI
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

T = TypeVar("T")
app = FastAPI()
redis = asynchronous(decode_responses=True)


class Breaker:
    def __init__(self, failures: int, seconds: float) -> None:
        self._most, self._seconds = failures, seconds
        self._failures, self._opened = 0, 0.0

    async def call(self, asked: Awaitable[T], default: T) -> T:
        if self._failures >= self._most and time.monotonic() - self._opened < self._seconds:
            asyncio.ensure_future(asked).cancel()
            return default
        try:
            found = await asyncio.wait_for(asked, 0.4)
        except (RedisError, OSError, TimeoutError):
            self._failures, self._opened = self._failures + 1, time.monotonic()
            return default
        self._failures = 0
        return found


breaker = Breaker(3, 0.05)


@app.get("/quotes/{symbol}")
async def quote(symbol: str) -> dict[str, Any]:
    key = f"quote:{symbol}"
    stored = await breaker.call(redis.get(key), None)
    try:
        known = json.loads(stored) if stored is not None else None
    except ValueError:
        known = None
    if isinstance(known, int):
        return {"symbol": symbol, "price": known}
    await breaker.call(redis.set(key, json.dumps(len(symbol)), ex=30), None)
    return {"symbol": symbol, "price": len(symbol)}
