"""Locks in Redis: by `async with`, in `finally`, and a key that one failed request leaves on purpose."""

from collections.abc import AsyncIterator

from fastapi import Depends, FastAPI
from redis.asyncio import Redis

redis = Redis()


async def managed() -> AsyncIterator[None]:
    async with redis.lock("managed", timeout=2, blocking_timeout=2):
        yield


async def released() -> AsyncIterator[None]:
    lock = redis.lock("released", timeout=2)
    await lock.acquire(blocking_timeout=2)
    try:
        yield
    finally:
        if await lock.owned():
            await lock.release()


async def idempotent() -> AsyncIterator[None]:
    await redis.set("answered", "not yet", ex=2)
    try:
        yield
    except BaseException:
        await redis.delete("answered")
        raise
    await redis.set("answered", "yes", ex=2)


app = FastAPI()


@app.post("/managed", dependencies=[Depends(managed)])
async def do_managed() -> str:
    return "done"


@app.post("/released", dependencies=[Depends(released)])
async def do_released() -> str:
    return "done"


@app.post("/idempotent", dependencies=[Depends(idempotent)])
async def do_idempotent() -> str:
    return "done"
