"""A Redis client for each request is cheap where they share a pool."""

from collections.abc import AsyncIterator

import redis.asyncio
from fastapi import Depends, FastAPI

app = FastAPI()
pool = redis.asyncio.ConnectionPool.from_url("redis://localhost:6379/0")


async def cache() -> AsyncIterator[redis.asyncio.Redis]:
    async with redis.asyncio.Redis(connection_pool=pool) as client:
        yield client


@app.get("/greeting")
async def greeting(client: redis.asyncio.Redis = Depends(cache)) -> dict[str, str | None]:
    await client.set("greeting", "hello", ex=30)
    value = await client.get("greeting")
    return {"greeting": value.decode() if value else None}
