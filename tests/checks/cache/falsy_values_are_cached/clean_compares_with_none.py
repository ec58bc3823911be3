"""What is empty is a hit: texts, lists, numbers, and nothing at all."""

import json
from contextlib import suppress
from typing import Any

from fastapi import FastAPI, HTTPException
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous(decode_responses=True)


async def load(key: str) -> str | None:
    with suppress(RedisError):
        stored: str | None = await redis.get(key)
        return stored
    return None


async def keep(key: str, value: str, seconds: int = 60) -> None:
    with suppress(RedisError):
        await redis.set(key, value, ex=seconds)


@app.get("/notes/{name}")
async def note(name: str) -> str:
    if (stored := await load(f"note:{name}")) is not None:
        return stored
    await keep(f"note:{name}", f"note {name}")
    return f"note {name}"


@app.get("/lists/{name}")
async def listed(name: str) -> Any:
    stored = await load(f"list:{name}")
    with suppress(ValueError):
        if stored:  # JSON is never empty
            return json.loads(stored)
    await keep(f"list:{name}", json.dumps([name]))
    return [name]


@app.get("/counts/{name}")
async def count(name: str) -> int:
    with suppress(ValueError, TypeError):
        return int(await load(f"count:{name}"))  # type: ignore[arg-type]
    await keep(f"count:{name}", str(len(name)))
    return len(name)


@app.get("/users/{name}")
async def user(name: str) -> dict[str, str]:
    """Who does not exist is remembered as well, for a short time."""
    stored = await load(f"user:{name}")
    if stored is None:
        stored = "" if name == "nobody" else f"user {name}"
        await keep(f"user:{name}", stored, 5 if not stored else 60)
    if not stored:
        raise HTTPException(404)
    return {"name": stored}
