"""The asynchronous Redis client, in a helper that looks like the synchronous one's."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import Depends, FastAPI, Request
from redis.asyncio import Redis


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    async with Redis(host="localhost", decode_responses=True, socket_timeout=2) as app.state.redis:
        yield


class Cache:
    def __init__(self, request: Request) -> None:
        self.client: Redis = request.app.state.redis

    async def greeting(self, name: str) -> str:
        async with self.client.pipeline() as pipeline:
            pipeline.set(f"greeting:{name}", f"Hello {name}", ex=60, nx=True)
            pipeline.get(f"greeting:{name}")
            return str((await pipeline.execute())[1])


app = FastAPI(lifespan=lifespan)


@app.get("/greetings/{name}")
async def greet(name: str, cache: Annotated[Cache, Depends()]) -> str:
    return await cache.greeting(name)
