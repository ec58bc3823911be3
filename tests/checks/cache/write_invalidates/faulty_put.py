"""An item is changed, and its entry is left to expire."""

import itertools
from contextlib import suppress

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel, ValidationError
from redis.exceptions import RedisError

from tests.checks.cache._redis import synchronous

app = FastAPI()
redis = synchronous()
numbers = itertools.count(1)


class Item(BaseModel):
    name: str


items: dict[int, Item] = {}


@app.post("/items", status_code=201)
def create(item: Item) -> dict[str, int]:
    number = next(numbers)
    items[number] = item
    return {"id": number}


@app.get("/items/{item_id}")
def read(item_id: int) -> Item:
    with suppress(RedisError, ValidationError):
        stored = redis.get(f"item:{item_id}")
        if stored is not None:
            return Item.model_validate_json(stored)
    if item_id not in items:
        raise HTTPException(404)
    with suppress(RedisError):
        redis.set(f"item:{item_id}", items[item_id].model_dump_json(), ex=60)
    return items[item_id]


@app.put("/items/{item_id}")
def change(item_id: int, item: Item) -> Item:  # fault
    if item_id not in items:
        raise HTTPException(404)
    items[item_id] = item
    return item


@app.delete("/items/{item_id}", status_code=204)
def delete(item_id: int) -> None:
    if items.pop(item_id, None) is None:
        raise HTTPException(404)
    with suppress(RedisError):
        redis.delete(f"item:{item_id}")
