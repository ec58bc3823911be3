"""What is cached is handed to FastAPI as it is, which refuses to answer it."""

import json
from contextlib import suppress
from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel
from redis.exceptions import RedisError

from tests.checks.cache._redis import synchronous

app = FastAPI()
redis = synchronous()


class Item(BaseModel):
    number: int
    name: str


@app.get("/items/{number}", response_model=Item)
def item(number: int) -> Any:
    with suppress(RedisError, ValueError):
        stored = redis.get(f"item:{number}")  # fault
        if stored is not None:
            return json.loads(stored)
    made = {"number": number, "name": f"item {number}"}
    with suppress(RedisError):
        redis.set(f"item:{number}", json.dumps(made), ex=60)
    return made
