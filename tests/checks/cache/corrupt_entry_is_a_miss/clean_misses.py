"""Whatever stands in an entry, it is a hit or a miss."""

import json
from contextlib import suppress
from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel, ValidationError
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous, synchronous

app = FastAPI()
redis = asynchronous()
blocking = synchronous(decode_responses=True)


class Item(BaseModel):
    number: int
    name: str


@app.get("/items/{number}")
async def item(number: int) -> Item:
    with suppress(RedisError, ValidationError):
        stored = await redis.get(f"item:{number}")
        if stored is not None:
            return Item.model_validate_json(stored)
    made = Item(number=number, name=f"item {number}")
    with suppress(RedisError):
        await redis.set(f"item:{number}", made.model_dump_json(), ex=60)
    return made


@app.get("/prices/{sku}")
def price(sku: str) -> dict[str, float]:
    try:
        return {"price": float(json.loads(blocking.get(f"price:{sku}") or "{}")["price"])}
    except (RedisError, ValueError, KeyError, TypeError):
        pass
    with suppress(RedisError):
        blocking.set(f"price:{sku}", json.dumps({"price": 1.5}), ex=60)
    return {"price": 1.5}


@app.get("/texts/{name}")
def text(name: str) -> str:
    with suppress(RedisError):
        stored = blocking.get(f"text:{name}")
        if stored is not None:
            return str(stored)
    with suppress(RedisError):
        blocking.set(f"text:{name}", f"text {name}", ex=60)
    return f"text {name}"


@app.get("/anything/{name}")
async def anything(name: str) -> Any:
    with suppress(Exception):
        stored = await redis.get(f"v2:anything:{name}")
        if stored is not None:
            return json.loads(stored)["value"]
    with suppress(Exception):
        await redis.set(f"v2:anything:{name}", json.dumps({"value": [name]}), ex=60)
    return [name]


@app.get("/tables/{name}")
def table(name: str) -> list[str]:
    with suppress(RedisError):
        stored = blocking.get(f"table:{name}")
        if stored is not None:
            return str(stored).splitlines()
    with suppress(RedisError):
        blocking.set(f"table:{name}", f"name,size\n{name},2", ex=60)
    return ["name,size", f"{name},2"]


@app.get("/records/{name}")
def record(name: str) -> dict[str, str]:
    with suppress(RedisError):
        stored = blocking.hgetall(f"record:{name}")
        if stored:
            return dict(stored)
    made = {"name": name, "size": "2"}
    with suppress(RedisError), blocking.pipeline() as pipe:
        pipe.hset(f"record:{name}", mapping=made).expire(f"record:{name}", 60)
        pipe.execute()
    return made
