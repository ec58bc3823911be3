"""Without a cache the work is done anew, in a task's own time, or a 503 says to come back."""

import asyncio
import json
from contextlib import suppress
from typing import Any

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous, synchronous

app = FastAPI()
redis = asynchronous()
blocking = synchronous()


@app.exception_handler(RedisError)
async def down(request: Request, error: Exception) -> JSONResponse:
    return JSONResponse({"detail": "come back later"}, 503, {"Retry-After": "5"})


@app.get("/items/{number}")
def item(number: int) -> Any:
    with suppress(RedisError, ValueError):
        stored = blocking.get(f"item:{number}")
        if stored is not None:
            return json.loads(stored)
    with suppress(RedisError):
        blocking.set(f"item:{number}", json.dumps({"number": number}), ex=60)
    return {"number": number}


@app.get("/bounded/{number}")
async def bounded(number: int) -> Any:
    with suppress(RedisError, ValueError, TimeoutError):
        async with asyncio.timeout(0.5):
            stored = await redis.get(f"bounded:{number}")
        if stored is not None:
            return json.loads(stored)
    with suppress(RedisError, TimeoutError):
        async with asyncio.timeout(0.5):
            await redis.set(f"bounded:{number}", json.dumps([number]), ex=60)
    return [number]


@app.get("/later/{number}")
async def later(number: int) -> Any:
    """Only Redis knows what costs too much to be made while somebody waits: its outage is a 503."""
    stored = await redis.get(f"later:{number}")
    if stored is not None:
        with suppress(ValueError):
            return json.loads(stored)
    await redis.set(f"later:{number}", json.dumps([number]), ex=60)
    return [number]


@app.get("/translated/{number}")
async def translated(number: int) -> Any:
    try:
        stored = await redis.get(f"translated:{number}")
    except RedisError:
        raise HTTPException(503, "The cache is down.", {"Retry-After": "5"}) from None
    if stored is not None:
        with suppress(ValueError):
            return json.loads(stored)
    with suppress(RedisError):
        await redis.set(f"translated:{number}", json.dumps([number]), ex=60)
    return [number]
