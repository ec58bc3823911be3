"""One computes: under a lock, here or in Redis, or in a flight that others wait for. What is cheap all may make."""

import asyncio
import json
import secrets
import threading
import time
from contextlib import suppress
from typing import Any

from fastapi import FastAPI
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous, synchronous

app = FastAPI()
redis = asynchronous(decode_responses=True)
blocking = synchronous(decode_responses=True)
locks: dict[str, asyncio.Lock] = {}
flights: dict[str, asyncio.Task[Any]] = {}
mutex = threading.Lock()


async def load(key: str) -> Any:
    with suppress(RedisError, ValueError):
        stored = await redis.get(key)
        if stored is not None:
            return json.loads(stored)
    return None


async def made(key: str, seconds: float = 0.05) -> Any:
    await asyncio.sleep(seconds)
    with suppress(RedisError):
        await redis.set(key, json.dumps({"made": key}), ex=60)
    return {"made": key}


@app.get("/locked")
async def locked() -> Any:
    if (found := await load("locked")) is not None:
        return found
    async with locks.setdefault("locked", asyncio.Lock()):
        if (found := await load("locked")) is not None:
            return found
        return await made("locked")


@app.get("/flight")
async def flight() -> Any:
    if (found := await load("flight")) is not None:
        return found
    if "flight" not in flights:
        flights["flight"] = asyncio.create_task(made("flight"))
        flights["flight"].add_done_callback(lambda task: flights.pop("flight", None))
    return await asyncio.shield(flights["flight"])


@app.get("/elsewhere")
async def elsewhere() -> Any:
    """A lock in Redis, so that only one of many instances computes."""
    for _ in range(100):
        if (found := await load("elsewhere")) is not None:
            return found
        token = secrets.token_hex(4)
        try:
            mine = await redis.set("lock:elsewhere", token, nx=True, px=5000)
        except RedisError:
            return await made("elsewhere")
        if mine:
            try:
                return await made("elsewhere")
            finally:
                await redis.delete("lock:elsewhere")
        await asyncio.sleep(0.01)
    return await made("elsewhere")


def found_in_thread() -> Any:
    with suppress(RedisError, ValueError):
        stored = blocking.get("threads")
        if stored is not None:
            return json.loads(stored)
    return None


@app.get("/threads")
def threads() -> Any:
    if (found := found_in_thread()) is not None:
        return found
    with mutex:
        if (found := found_in_thread()) is not None:
            return found
        time.sleep(0.05)
        with suppress(RedisError):
            blocking.set("threads", json.dumps([1]), ex=60)
        return [1]


@app.get("/cheap")
async def cheap() -> Any:
    found = await load("cheap")
    return found if found is not None else await made("cheap", 0)
