"""A counter in Redis whose client waits for ever."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, FastAPI
from redis.asyncio import ConnectionPool, Redis

pool = ConnectionPool.from_url("redis://cache.internal:6379/0", socket_timeout=None, decode_responses=True)
app = FastAPI()


async def counters() -> AsyncIterator[Redis]:
    async with Redis(connection_pool=pool) as client:
        yield client


@app.post("/visits/{page}", status_code=201)
async def visit(page: str, redis: Annotated[Redis, Depends(counters)]) -> dict[str, int]:
    return {"visits": await redis.incr(f"visits:{page}")}  # fault
