"""Parameters that decide on nothing that is kept: they are applied to it afterwards, or to nothing at all."""

import json
import time
from contextlib import suppress
from typing import Any

from fastapi import FastAPI, Header, HTTPException
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous()
ITEMS = {"kettle": 3, "lamp": 2, "pan": 5}


async def load(key: str, kind: type) -> Any:
    with suppress(RedisError, ValueError):
        stored = json.loads(await redis.get(key) or "null")
        if isinstance(stored, kind):
            return stored
    return None


async def keep(key: str, value: Any) -> None:
    with suppress(RedisError):
        await redis.set(key, json.dumps(value), ex=60)


@app.get("/items")
async def items(limit: int = 2, offset: int = 0, trace: str = "", x_request_id: str = Header("r")) -> Any:
    known = await load("items", list)
    if known is None:
        known = sorted(ITEMS)
        await keep("items", known)
    return known[offset : offset + limit]


@app.get("/items/{name}")
async def item(name: str, refresh: bool = False, pretty: bool = False) -> Any:
    known = None if refresh else await load("all", dict)
    if known is None:
        known = ITEMS
        await keep("all", known)
    if name not in known:
        raise HTTPException(404)
    return {"name": name, "price": known.get(name), "asked_at": time.time()}
