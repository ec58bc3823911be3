"""Beside what is kept stands what is drawn by lot each time, of two values; and a mark that is no answer."""

import json
import random
from contextlib import suppress
from typing import Any

from fastapi import FastAPI
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous()


async def kept_names() -> Any:
    with suppress(RedisError, ValueError):
        stored = await redis.get("teas")
        return json.loads(stored) if stored is not None else None


@app.get("/teas")
async def teas() -> dict[str, Any]:
    """Answer one of two banners with the teas, which are kept."""
    names = await kept_names()
    if names is None:
        names = ["assam", "ceylon"]
        with suppress(RedisError):
            await redis.set("teas", json.dumps(names), ex=60)
    return {"teas": names, "banner": random.choice(["spring", "sale"])}


@app.get("/news")
async def news() -> dict[str, Any]:
    """Write down that somebody has read the news, which decides on nothing."""
    with suppress(RedisError):
        if await redis.get("news:read") is None:
            await redis.set("news:read", "1")
    return {"news": "We sell tea.", "banner": random.choice([True, False])}
