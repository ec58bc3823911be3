"""What is JSON already is encoded again when it comes from the cache."""

from contextlib import suppress
from typing import Any

from fastapi import FastAPI
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous(decode_responses=True)


class Item(BaseModel):
    number: int
    name: str


@app.get("/items/{number}", response_model=None)
async def item(number: int) -> Any:
    with suppress(RedisError):
        stored = await redis.get(f"item:{number}")  # fault
        if stored is not None:
            return JSONResponse(stored)
    made = Item(number=number, name=f"item {number}")
    with suppress(RedisError):
        await redis.set(f"item:{number}", made.model_dump_json(), ex=60)
    return JSONResponse(made.model_dump())
