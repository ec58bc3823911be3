"""What is kept was drawn by lot, or says the second it was made in: it differs each time, whatever is asked for."""

import json
import random
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from fastapi import FastAPI, Header, HTTPException
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous()
rows: dict[str, str] = {}


async def remember(key: str, make: Callable[[], Any]) -> Any:
    with suppress(RedisError, ValueError):
        stored = await redis.get(key)
        if stored is not None:
            return json.loads(stored)
    value = make()
    with suppress(RedisError):
        await redis.set(key, json.dumps(value), ex=60)
    return value


def drawn() -> Any:
    try:
        rows.get("seed")
    except Exception:
        return "none"
    return random.choice(["one", "two", "three"])


@app.get("/tips")
async def tip(page: int = 1, lang: str = "en", x_trace: str = Header("t")) -> Any:
    return await remember("tip", drawn)


@app.post("/tips", status_code=201)
async def suggest(text: str) -> str:
    return text


@app.get("/clock")
async def clock(zone: str = "UTC", short: bool = False) -> Any:
    return await remember("clock", lambda: {"at": int(time.time()), "by": "us"})


@app.get("/orders/{number}")
async def shuffled(number: int, size: int = 3) -> Any:
    """The order is everybody's for a minute."""
    found = await remember("order", lambda: random.sample(range(4), 4))
    if number > len(found):
        raise HTTPException(404)
    return found[:size]


@app.post("/orders/{number}/likes")
async def like(number: int) -> int:
    return number
