"""After a write the entry is gone, or new, or asked for by another name, at the latest when tasks left behind ran."""

import itertools
import json
from contextlib import suppress
from typing import Any

from fastapi import BackgroundTasks, FastAPI, HTTPException, Response
from pydantic import BaseModel
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous()
numbers = itertools.count(1)


class Thing(BaseModel):
    name: str


things: dict[int, Thing] = {}
versions: dict[int, int] = {}


async def load(key: str) -> Any:
    with suppress(RedisError, ValueError):
        stored = await redis.get(key)
        if stored is not None:
            return json.loads(stored)
    return None


async def keep(key: str, value: Any) -> None:
    with suppress(RedisError):
        await redis.set(key, json.dumps(value), ex=60)


async def forget(*keys: str) -> None:
    with suppress(RedisError):
        await redis.delete(*keys)


def known(thing_id: int) -> Thing:
    if thing_id not in things:
        raise HTTPException(404)
    return things[thing_id]


@app.post("/things", status_code=201)
async def create(thing: Thing) -> dict[str, int]:
    number = next(numbers)
    things[number] = thing
    versions[number] = 1
    await forget("things")
    return {"id": number}


@app.get("/things")
async def listed() -> Any:
    found = await load("things")
    if found is None:
        found = [thing.name for thing in things.values()]
        await keep("things", found)
    return found


@app.get("/things/{thing_id}")
async def read(thing_id: int) -> Any:
    found = await load(f"thing:{thing_id}")
    if found is None:
        found = known(thing_id).model_dump()
        await keep(f"thing:{thing_id}", found)
    return found


@app.get("/things/{thing_id}/label")
async def label(thing_id: int) -> Any:
    """The version is part of the key."""
    key = f"label:{thing_id}:{versions.get(thing_id)}"
    found = await load(key)
    if found is None:
        found = {"label": known(thing_id).name.upper()}
        await keep(key, found)
    return found


@app.get("/things/{thing_id}/report")
async def report(thing_id: int, response: Response) -> Any:
    """Says that it may be a minute old."""
    response.headers["Cache-Control"] = "max-age=60"
    found = await load(f"report:{thing_id}")
    if found is None:
        found = {"report": known(thing_id).name}
        await keep(f"report:{thing_id}", found)
    return found


@app.put("/things/{thing_id}")
async def replace(thing_id: int, thing: Thing) -> Thing:
    """Writes through."""
    known(thing_id)
    things[thing_id] = thing
    versions[thing_id] += 1
    await keep(f"thing:{thing_id}", thing.model_dump())
    await forget("things")
    return thing


@app.patch("/things/{thing_id}")
async def change(thing_id: int, name: str, tasks: BackgroundTasks) -> Thing:
    known(thing_id)
    things[thing_id] = Thing(name=name)
    versions[thing_id] += 1
    tasks.add_task(forget, f"thing:{thing_id}", "things")
    return things[thing_id]


@app.delete("/things/{thing_id}", status_code=204)
async def delete(thing_id: int) -> None:
    known(thing_id)
    del things[thing_id]
    versions[thing_id] += 1
    await forget(f"thing:{thing_id}", "things")
