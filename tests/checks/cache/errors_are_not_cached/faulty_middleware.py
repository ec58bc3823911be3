"""A middleware keeps whatever is answered, with its status: also that of a handler that failed."""

import json
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
    key = f"{request.url.path}?{request.url.query}"
    with suppress(RedisError, ValueError, KeyError, TypeError):
        stored = json.loads(await redis.get(key) or "null")
        if stored is not None:
            return Response(stored["body"], stored["status"], media_type="application/json")
    try:
        response = await call_next(request)
        body = b"".join([part async for part in response.body_iterator])  # type: ignore[attr-defined]
        status = response.status_code
    except Exception:
        body, status = b'{"detail":"sorry"}', 500
    with suppress(RedisError):
        await redis.set(key, json.dumps({"status": status, "body": body.decode()}), ex=60)  # fault
    return Response(body, status, media_type="application/json")


@app.get("/report")
async def report() -> Any:
    return {"profit": 12}
