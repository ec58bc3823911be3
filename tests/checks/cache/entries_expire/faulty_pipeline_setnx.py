"""A pipeline writes an entry, and lets the wrong key expire."""

import json
from contextlib import suppress

from fastapi import FastAPI
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous()


@app.get("/countries")
async def countries() -> list[str]:
    with suppress(RedisError, ValueError):
        async with redis.pipeline(transaction=True) as pipe:
            stored, _ = await pipe.get("countries").ttl("countries").execute()
        if stored is not None:
            return [str(name) for name in json.loads(stored)]
    names = ["Chad", "Chile", "China"]
    with suppress(RedisError):
        async with redis.pipeline(transaction=True) as pipe:
            pipe.setnx("countries", json.dumps(names))
            pipe.expire("country", 60)
            await pipe.execute()  # fault
    return names
