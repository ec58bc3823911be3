"""A readiness probe answers 503 itself when Redis is gone, and the operation that needs Redis does too."""

import asyncio
from typing import Annotated

from fastapi import Depends, HTTPException
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from tests.checks.errors._base import make_app

redis = Redis(host="localhost", port=6379, socket_timeout=0.5, socket_connect_timeout=0.5, retry=Retry(NoBackoff(), 0))
app = make_app("detail")
GONE = HTTPException(503, "Redis does not answer", {"Retry-After": "3"})


class Alive:
    async def __call__(self) -> Redis:
        try:
            async with asyncio.timeout(1):
                await redis.ping()
        except (RedisError, OSError):
            raise GONE from None
        return redis


@app.get("/readyz")
async def ready(_: Annotated[Redis, Depends(Alive())]) -> dict[str, str]:
    return {"status": "ready"}


@app.post("/votes")
async def vote(store: Annotated[Redis, Depends(Alive())]) -> dict[str, int]:
    try:
        async with asyncio.timeout(1):
            return {"votes": await store.incr("votes")}
    except (RedisError, OSError):
        raise GONE from None
