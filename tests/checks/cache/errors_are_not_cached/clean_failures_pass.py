"""Failures are answered and not kept, kept for a moment only, or covered by what was there before."""

import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from fastapi import FastAPI, HTTPException, Request, Response
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous()


async def load(key: str) -> Any:
    try:
        stored = await redis.get(key)
        return None if stored is None else json.loads(stored)
    except Exception:
        return None


async def keep(key: str, value: Any, seconds: int = 60) -> None:
    try:
        await redis.set(key, json.dumps(value), ex=seconds)
    except Exception:
        return


async def fetch(name: str) -> str:
    return f"rate of {name}"


@app.middleware("http")
async def cached(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    if request.url.path != "/report":
        return await call_next(request)
    with suppress(RedisError):
        stored = await redis.get(request.url.path)
        if stored is not None:
            return Response(stored, media_type="application/json")
    response = await call_next(request)
    body = b"".join([part async for part in response.body_iterator])  # type: ignore[attr-defined]
    if response.status_code == 200:
        with suppress(RedisError):
            await redis.set(request.url.path, body, ex=60)
    return Response(body, response.status_code, media_type="application/json")


@app.get("/report")
async def report() -> Any:
    return {"profit": 12}


@app.get("/rates/{name}")
async def rate(name: str) -> Any:
    found = await load(f"rate:{name}")
    if found is None:
        try:
            found = await fetch(name)
        except OSError as error:
            raise HTTPException(503, "no rates") from error
        await keep(f"rate:{name}", found)
    return found


@app.get("/fallback/{name}")
async def fallback(name: str) -> Any:
    found = await load(f"fallback:{name}")
    if found is None:
        try:
            found = await fetch(name)
        except Exception:
            return {"error": "no rates"}
        await keep(f"fallback:{name}", found)
    return found


@app.get("/briefly/{name}")
async def briefly(name: str) -> Any:
    found = await load(f"briefly:{name}")
    if found is None:
        try:
            found, seconds = await fetch(name), 60
        except Exception:
            found, seconds = "no rates", 5
        await keep(f"briefly:{name}", found, seconds)
    return found


@app.get("/old/{name}")
async def old(name: str) -> Any:
    found = await load(f"new:{name}")
    if found is None:
        try:
            found = await fetch(name)
        except Exception:
            return await load(f"old:{name}") or "no rates"
        await keep(f"new:{name}", found)
        await keep(f"old:{name}", found, 3600)
    return found
