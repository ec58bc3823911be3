"""A Redis client is made from its URL wherever it is needed, by a helper."""

import redis.asyncio
from fastapi import FastAPI

app = FastAPI()


def cache() -> redis.asyncio.Redis:
    return redis.asyncio.Redis.from_url("redis://localhost:6379/0")  # fault


@app.get("/greeting")
async def greeting() -> dict[str, str | None]:
    async with cache() as client:
        await client.set("greeting", "hello", ex=30)
        value = await client.get("greeting")
    return {"greeting": value.decode() if value else None}
