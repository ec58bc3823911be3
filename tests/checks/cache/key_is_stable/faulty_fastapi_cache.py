"""fastapi-cache2 makes its keys of all arguments, a session without a `__repr__` among them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import Depends, FastAPI
from fastapi_cache import FastAPICache
from fastapi_cache.backends.redis import RedisBackend
from fastapi_cache.decorator import cache

from tests.checks.cache._redis import asynchronous


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    FastAPICache.reset()
    FastAPICache.init(RedisBackend(asynchronous()), prefix="shop")
    yield


app = FastAPI(lifespan=lifespan)


class Session:
    pass


sessions: list[Session] = []


def session() -> Session:
    sessions.append(Session())
    del sessions[:-50]
    return sessions[-1]


@app.get("/users/{number}")
@cache(expire=60)
async def user(number: int, db: Session = Depends(session)) -> dict[str, int]:  # fault
    return {"number": number}
