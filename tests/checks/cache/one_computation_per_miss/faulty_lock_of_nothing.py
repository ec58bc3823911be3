"""One computes after the other, and none looks whether that was done meanwhile."""

import asyncio
import json
from contextlib import suppress
from typing import Any

from fastapi import FastAPI
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous()
lock = asyncio.Lock()


@app.get("/rates")
async def rates() -> Any:
    with suppress(RedisError, ValueError):
        stored = await redis.get("rates")  # fault
        if stored is not None:
            return json.loads(stored)
    async with lock:
        await asyncio.sleep(0.02)
        with suppress(RedisError):
            await redis.set("rates", json.dumps({"EUR": 1}), ex=60)
    return {"EUR": 1}
