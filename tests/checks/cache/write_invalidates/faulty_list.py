"""A list is kept, and what is added to it is not seen there."""

import json
from contextlib import suppress
from typing import Any

from fastapi import FastAPI
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous()
names: list[str] = ["kettle"]


@app.get("/names")
async def listed() -> Any:
    with suppress(RedisError, ValueError):
        stored = await redis.get("names")
        if stored is not None:
            return json.loads(stored)
    with suppress(RedisError):
        await redis.set("names", json.dumps(names), ex=5)
    return names


@app.post("/names", status_code=201)
async def add(name: str) -> str:  # fault
    names.append(name)
    return name
