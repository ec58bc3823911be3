"""A middleware answers from the cache before anybody is asked who they are."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from fastapi import Depends, FastAPI, HTTPException, Request, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous()
USERS = {"token-of-ann": "ann", "token-of-bob": "bob"}


@app.middleware("http")
async def cached(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    key = f"answer:{request.url.path}:{request.url.query}"
    with suppress(RedisError):
        stored = await redis.get(key)  # fault
        if stored is not None:
            return Response(stored, media_type="application/json")
    response = await call_next(request)
    body = b"".join([part async for part in response.body_iterator])  # type: ignore[attr-defined]
    if response.status_code == 200:
        with suppress(RedisError):
            await redis.set(key, body, ex=60)
    return Response(body, response.status_code, media_type="application/json")


@app.get("/report")
async def report(credentials: HTTPAuthorizationCredentials = Depends(HTTPBearer())) -> Any:
    if credentials.credentials not in USERS:
        raise HTTPException(401)
    return {"profit": 12}
