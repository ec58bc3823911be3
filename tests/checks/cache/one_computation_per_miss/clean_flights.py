"""One task for each key that is being made, which all who ask for it wait for; in threads, a lock for each key."""

import asyncio
import json
import threading
import time
from collections import defaultdict
from contextlib import suppress
from typing import Any

from fastapi import FastAPI
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous, synchronous

app = FastAPI()
redis = asynchronous()
blocking = synchronous()
flights: dict[str, asyncio.Task[Any]] = {}
locks: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)


async def flight(key: str, name: str) -> Any:
    with suppress(RedisError, ValueError):
        known = json.loads(await redis.get(key) or "null")
        if isinstance(known, dict):
            return known
    await asyncio.sleep(0.02)
    with suppress(RedisError):
        await redis.set(key, json.dumps({"name": name}), ex=60)
    return {"name": name}


@app.get("/routes/{name}")
async def route(name: str) -> Any:
    key = f"route:{name}"
    if key not in flights:
        flights[key] = asyncio.create_task(flight(key, name))
        flights[key].add_done_callback(lambda _: flights.pop(key, None))
    return await asyncio.shield(flights[key])


def recalled(key: str) -> Any:
    with suppress(RedisError, ValueError):
        return json.loads(blocking.get(key) or "null")
    return None


@app.get("/maps/{name}")
def map_of(name: str) -> list[str]:
    key = f"map:{name}"
    if not isinstance(known := recalled(key), list):
        with locks[key]:
            if not isinstance(known := recalled(key), list):
                time.sleep(0.02)
                known = [name]
                with suppress(RedisError):
                    blocking.set(key, json.dumps(known), ex=60)
    return [str(one) for one in known]
