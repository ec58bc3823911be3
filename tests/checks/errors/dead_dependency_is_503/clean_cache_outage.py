"""Redis is only a cache: refused or too slow, the value is computed, and the answer is 200."""

import asyncio
import logging

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from tests.checks.errors._base import make_app

log = logging.getLogger(__name__)
redis = Redis(
    host="localhost",
    port=6379,
    socket_timeout=0.5,
    socket_connect_timeout=0.5,
    decode_responses=True,
    retry=Retry(NoBackoff(), 0),
)
app = make_app("detail")


async def cached(key: str) -> str | None:
    try:
        async with asyncio.timeout(0.5):
            return await redis.get(key)
    except (RedisError, OSError) as exc:
        log.warning("no cache: %s", exc)
        return None


async def remember(key: str, value: str) -> None:
    try:
        async with asyncio.timeout(0.5):
            await redis.set(key, value, ex=60)
    except (RedisError, OSError) as exc:
        log.warning("no cache: %s", exc)


@app.get("/primes")
async def primes() -> dict[str, str]:
    known = await cached("primes")
    if known is None:
        known = " ".join(str(n) for n in range(2, 50) if all(n % d for d in range(2, n)))
        await remember("primes", known)
    return {"primes": known}
