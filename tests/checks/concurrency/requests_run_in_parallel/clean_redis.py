"""Redis with pools as they come, sync and async, and several commands one after another."""

import redis
import redis.asyncio
from fastapi import FastAPI

app = FastAPI()
threads = redis.Redis(decode_responses=True)
loop = redis.asyncio.Redis(decode_responses=True)


@app.get("/hits")
async def hits() -> int:
    await loop.incr("hits")
    await loop.expire("hits", 60)
    return int(await loop.get("hits"))


@app.get("/name")
def name() -> str:
    threads.set("name", "somebody", ex=60)
    return threads.get("name") or ""
