"""Caches in several places: around all pages, in a dependency, behind a lock, before a stream, before Redis."""

import asyncio
import hashlib
import json
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from typing import Any

from fastapi import Depends, FastAPI, Header, Request, Response
from fastapi.responses import StreamingResponse
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous()
memory: dict[str, Any] = {}


async def load(key: str) -> bytes | None:
    with suppress(RedisError):
        stored: bytes | None = await redis.get(key)
        return stored
    return None


async def keep(key: str, value: bytes | str) -> None:
    with suppress(RedisError):
        await redis.set(key, value, ex=60 + random.randint(0, 9))


@app.middleware("http")
async def pages(request: Request, call_next: Callable[[Request], Awaitable[Any]]) -> Response:
    if not request.url.path.startswith("/pages"):
        return await call_next(request)
    key = f"page:{request.url.path}"
    body = await load(key)
    if body is not None:
        return Response(body, media_type="application/json", headers={"X-Cache": "HIT"})
    answer = await call_next(request)
    body = b"".join([part async for part in answer.body_iterator])
    await keep(key, body)
    return Response(body, answer.status_code, media_type="application/json", headers={"X-Cache": "MISS"})


@app.get("/pages/{name}")
async def page(name: str) -> dict[str, str | float]:
    return {"name": name, "made_at": time.time()}


async def user(x_token: str = Header("sesame-opens")) -> str:
    known = await load(f"token:{x_token}")
    if known is not None:
        return known.decode("utf-8", "replace")
    name = f"user {hashlib.sha256(x_token.encode()).hexdigest()[:6]}"
    await keep(f"token:{x_token}", name)
    return name


@app.get("/me")
async def me(name: str = Depends(user)) -> dict[str, str]:
    return {"name": name}


@app.get("/locked/{name}")
async def locked(name: str) -> Any:
    """Only one of many computes; the others wait for what it finds."""
    key = f"locked:{name}"
    with suppress(RedisError, ValueError):
        stored = await redis.get(key)
        if stored is not None:
            return json.loads(stored)
        if await redis.set(f"{key}:lock", 1, nx=True, ex=5):
            try:
                await redis.set(key, json.dumps([name]), ex=60)
            finally:
                await redis.delete(f"{key}:lock")
            return [name]
        for _ in range(20):
            await asyncio.sleep(0.05)
            stored = await redis.get(key)
            if stored is not None:
                return json.loads(stored)
    return [name]


@app.get("/exports/{name}")
async def export(name: str) -> StreamingResponse:
    content = await load(f"export:{name}")
    if content is None:
        content = f"name,size\n{name},2\n".encode()
        await keep(f"export:{name}", content)

    async def parts() -> AsyncIterator[bytes]:
        for start in range(0, len(content), 8):
            yield content[start : start + 8]

    return StreamingResponse(parts(), media_type="text/csv")


@app.get("/near/{name}")
async def near(name: str) -> Any:
    if name not in memory:
        stored = await load(f"near:{name}")
        memory[name] = [name]
        with suppress(ValueError, TypeError):
            memory[name] = json.loads(stored)  # type: ignore[arg-type]
        await keep(f"near:{name}", json.dumps(memory[name]))
    return memory[name]
