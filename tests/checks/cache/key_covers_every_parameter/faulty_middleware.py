"""A middleware keeps answers by their path, whatever is asked for after the question mark."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from fastapi import FastAPI, Request, Response
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous()


@app.middleware("http")
async def cached(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    with suppress(RedisError):
        stored = await redis.get(request.url.path)  # fault
        if stored is not None:
            return Response(stored, media_type="application/json")
    response = await call_next(request)
    body = b"".join([part async for part in response.body_iterator])  # type: ignore[attr-defined]
    with suppress(RedisError):
        await redis.set(request.url.path, body, ex=60)
    return Response(body, response.status_code, media_type="application/json")


@app.get("/search")
async def search(q: str) -> Any:
    return [f"{q} {number}" for number in range(2)]
