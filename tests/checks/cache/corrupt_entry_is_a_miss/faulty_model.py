"""An entry of an older version does not fit the model, and nobody expects that."""

from contextlib import suppress

from fastapi import FastAPI
from pydantic import BaseModel
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous()


class Item(BaseModel):
    number: int
    name: str


@app.get("/items/{number}")
async def item(number: int) -> Item:
    stored = None
    with suppress(RedisError):
        stored = await redis.get(f"item:{number}")
    if stored is not None:
        return Item.model_validate_json(stored)  # fault
    made = Item(number=number, name=f"item {number}")
    with suppress(RedisError):
        await redis.set(f"item:{number}", made.model_dump_json(), ex=60)
    return made
