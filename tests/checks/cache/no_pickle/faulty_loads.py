"""Objects are kept as pickles."""

import pickle
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous()


@dataclass
class Item:
    number: int
    name: str


@app.get("/items/{number}")
async def item(number: int) -> Item:
    stored = None
    with suppress(RedisError):
        stored = await redis.get(f"item:{number}")
    if stored is not None:
        with suppress(Exception):
            known: Any = pickle.loads(stored)  # fault
            return Item(known.number, known.name)
    made = Item(number, f"item {number}")
    with suppress(RedisError):
        await redis.set(f"item:{number}", pickle.dumps(made), ex=60)
    return made
