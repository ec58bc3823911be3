"""What is deleted from the cache is not what is kept there."""

import functools
import json
import uuid
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from fastapi import FastAPI, HTTPException
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous()
notes: dict[str, str] = {}


def cached(prefix: str) -> Callable[[Callable[..., Awaitable[Any]]], Callable[..., Awaitable[Any]]]:
    def decorate(function: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        @functools.wraps(function)
        async def wrapper(**kwargs: Any) -> Any:
            key = f"{prefix}:{json.dumps(kwargs)}"
            with suppress(RedisError, ValueError):
                stored = await redis.get(key)
                if stored is not None:
                    return json.loads(stored)
            value = await function(**kwargs)
            with suppress(RedisError):
                await redis.set(key, json.dumps(value), ex=60)
            return value

        return wrapper

    return decorate


@app.post("/notes", status_code=201)
async def create(text: str) -> dict[str, str]:
    key = uuid.uuid4().hex
    notes[key] = text
    return {"id": key}


@app.get("/notes/{note_id}")
@cached("note")
async def read(note_id: str) -> Any:
    if note_id not in notes:
        raise HTTPException(404)
    return {"text": notes[note_id]}


@app.delete("/notes/{note_id}")
async def delete(note_id: str) -> dict[str, bool]:  # fault
    if notes.pop(note_id, None) is None:
        raise HTTPException(404)
    with suppress(RedisError):
        await redis.delete(f"note:{note_id}")
    return {"deleted": True}
