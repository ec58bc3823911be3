"""Keys that hold the day or the version stay the same long enough; a number given out once is no cache."""

import datetime
import hashlib
import json
import secrets
from contextlib import suppress
from typing import Any

from fastapi import FastAPI, Query
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous()


async def remembered(key: str, value: Any) -> Any:
    with suppress(RedisError, ValueError):
        stored = await redis.get(key)
        if stored is not None:
            return json.loads(stored)
    with suppress(RedisError):
        await redis.set(key, json.dumps(value), ex=60)
    return value


@app.get("/today")
async def today() -> Any:
    return await remembered(f"v3:today:{datetime.date.today()}", {"sold": 12})


@app.get("/search")
async def search(q: str = "", tags: list[str] = Query(default=[])) -> Any:
    digest = hashlib.sha256(json.dumps([q, sorted(tags)]).encode()).hexdigest()
    return await remembered(f"search:{digest}", [q, *tags])


@app.get("/nonce")
async def nonce() -> dict[str, str]:
    value = secrets.token_hex(8)
    while await redis.get(f"nonce:{value}") is not None:
        value = secrets.token_hex(8)
    await redis.set(f"nonce:{value}", 1, ex=60)
    return {"nonce": value}


@app.get("/start")
async def start() -> dict[str, str]:
    session = secrets.token_hex(8)
    if await redis.get(f"session:{session}") is None:
        await redis.set(f"session:{session}", json.dumps({"cart": []}), ex=60)
    return {"session": session}
