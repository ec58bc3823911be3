"""A lock of cashews around a slow query; what is kept is signed, and what is not is no hit."""

import asyncio

from cashews import Cache
from fastapi import FastAPI
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

cache = Cache()
cache.setup(
    "redis://localhost:6379/0",
    pickle_type="json",
    secret="of-this-deployment",
    digestmod="sha256",
    socket_timeout=0.3,
    socket_connect_timeout=0.3,
    retry=Retry(NoBackoff(), 0),
)
app = FastAPI()


@cache(ttl="1m", key="report:{year}", lock=True)
async def report(year: int) -> dict[str, int]:
    await asyncio.sleep(0.02)
    return {"year": year, "total": year * 3}


@app.get("/reports/{year}")
async def read_report(year: int) -> dict[str, int]:
    return await report(year)
