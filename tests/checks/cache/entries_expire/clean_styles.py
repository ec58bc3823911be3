"""Every way in which an entry can be given a time to live."""

import json
from contextlib import suppress
from typing import Any

from fastapi import FastAPI
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous, synchronous

app = FastAPI()
redis = asynchronous()
blocking = synchronous(decode_responses=True)


async def load(key: str) -> Any:
    with suppress(RedisError, ValueError):
        stored = await redis.get(key)
        if stored is not None:
            return json.loads(stored)
    return None


@app.get("/set/{number}")
async def by_set(number: int) -> Any:
    if (known := await load(f"set:{number}")) is not None:
        return known
    with suppress(RedisError):
        await redis.set(f"set:{number}", json.dumps([number]), ex=60)
    return [number]


@app.get("/setex/{number}")
async def by_setex(number: int) -> Any:
    if (known := await load(f"setex:{number}")) is not None:
        return known
    with suppress(RedisError):
        await redis.setex(f"setex:{number}", 60, json.dumps([number]))
    return [number]


@app.get("/expire/{number}")
async def by_expire(number: int) -> Any:
    if (known := await load(f"expire:{number}")) is not None:
        return known
    with suppress(RedisError):
        await redis.set(f"expire:{number}", json.dumps([number]))
        await redis.expire(f"expire:{number}", 60)
    return [number]


@app.get("/hash/{sku}")
def by_hash(sku: str) -> str:
    with suppress(RedisError):
        known = blocking.hget(f"hash:{sku}", "price")
        if known is not None:
            return str(known)
    with suppress(RedisError), blocking.pipeline() as pipe:
        pipe.hset(f"hash:{sku}", "price", f"EUR {sku}")
        pipe.expire(f"hash:{sku}", 60)
        pipe.execute()
    return f"EUR {sku}"


@app.get("/nx/{number}")
async def by_set_nx(number: int) -> Any:
    if (known := await load(f"nx:{number}")) is not None:
        return known
    with suppress(RedisError):
        await redis.set(f"nx:{number}", json.dumps([number]), px=60_000, nx=True)
    return [number]
