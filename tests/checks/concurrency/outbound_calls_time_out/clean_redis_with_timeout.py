"""Redis clients that give up, sync and async; one of them by a scope around it."""

import asyncio

import redis
import redis.asyncio
from fastapi import FastAPI

app = FastAPI()
threads = redis.Redis(socket_timeout=2, socket_connect_timeout=1, decode_responses=True)
loop = redis.asyncio.Redis.from_url("redis://localhost/0?socket_timeout=1", decode_responses=True)
patient = redis.asyncio.Redis(socket_timeout=None, decode_responses=True)


@app.get("/name")
def name() -> dict[str, str | None]:
    return {"name": threads.get("name")}


@app.put("/name/{name}")
async def rename(name: str) -> dict[str, str]:
    await loop.set("name", name, ex=60)
    return {"name": name}


@app.get("/slogan")
async def slogan() -> dict[str, str | None]:
    try:
        async with asyncio.timeout(0.4):
            return {"slogan": await patient.get("slogan")}
    except (TimeoutError, redis.RedisError):
        return {"slogan": None}
