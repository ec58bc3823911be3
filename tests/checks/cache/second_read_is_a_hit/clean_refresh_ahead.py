"""What writes on a hit and is right to: an entry that is renewed while it is served, and one whose life goes on."""

import asyncio
import json
from contextlib import suppress
from typing import Any

from fastapi import BackgroundTasks, FastAPI
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous()
refreshing: set[asyncio.Task[None]] = set()


async def made(name: str) -> dict[str, str]:
    return {"name": name, "text": f"about {name}"}


async def refresh(name: str) -> None:
    with suppress(RedisError):
        await redis.set(f"page:{name}", json.dumps(await made(name)), ex=60)


async def load(key: str) -> Any:
    with suppress(RedisError, ValueError):
        stored = await redis.get(key)
        if stored is not None:
            return json.loads(stored)
    return None


@app.get("/pages/{name}")
async def page(name: str, tasks: BackgroundTasks) -> Any:
    """Stale while it is revalidated: each hit is renewed once it was answered."""
    tasks.add_task(refresh, name)
    known = await load(f"page:{name}")
    return known if known is not None else await made(name)


@app.get("/tasks/{name}")
async def beside(name: str) -> Any:
    known = await load(f"page:{name}")
    task = asyncio.create_task(refresh(name))
    refreshing.add(task)
    task.add_done_callback(refreshing.discard)
    return known if known is not None else await made(name)


@app.get("/sliding/{name}")
async def sliding(name: str) -> Any:
    """Each hit gives the entry its whole life again."""
    key = f"sliding:{name}"
    known = await load(key)
    value = known if known is not None else await made(name)
    with suppress(RedisError):
        await redis.set(key, json.dumps(value), ex=60)
    return value


@app.get("/touched/{name}")
async def touched(name: str) -> Any:
    key = f"touched:{name}"
    with suppress(RedisError, ValueError):
        stored = await redis.getex(key, ex=60)
        if stored is not None:
            return json.loads(stored)
    value = await made(name)
    with suppress(RedisError):
        await redis.set(key, json.dumps(value), ex=60)
    return value
