"""A generic cache of models: the key has the schema in it, and what does not fit the model is dropped."""

import hashlib
import json
from contextlib import suppress
from typing import Generic, TypeVar

from fastapi import FastAPI
from pydantic import BaseModel, TypeAdapter, ValidationError
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

T = TypeVar("T")
app = FastAPI()
redis = asynchronous()


class Shelf(BaseModel):
    row: int
    titles: list[str]


class ModelCache(Generic[T]):
    def __init__(self, name: str, kind: type[T], seconds: int) -> None:
        self._adapter: TypeAdapter[T] = TypeAdapter(kind)
        schema = json.dumps(self._adapter.json_schema(), sort_keys=True).encode()
        self._prefix = f"{name}:{hashlib.sha1(schema).hexdigest()[:8]}"
        self._seconds = seconds

    async def get(self, key: object) -> T | None:
        name = f"{self._prefix}:{key}"
        with suppress(RedisError):
            stored = await redis.get(name)
            try:
                return None if stored is None else self._adapter.validate_json(stored)
            except ValidationError:
                await redis.delete(name)
        return None

    async def set(self, key: object, value: T) -> None:
        with suppress(RedisError):
            await redis.set(f"{self._prefix}:{key}", self._adapter.dump_json(value), ex=self._seconds)


shelves = ModelCache("shelf", Shelf, 300)
names: ModelCache[list[str]] = ModelCache("names", list[str], 300)


@app.get("/shelves/{row}")
async def read_shelf(row: int) -> Shelf:
    known = await shelves.get(row)
    if known is None:
        known = Shelf(row=row, titles=[f"title {row}"])
        await shelves.set(row, known)
    return known


@app.get("/names")
async def read_names() -> list[str]:
    known = await names.get("all")
    if known is None:
        known = ["ann", "bob"]
        await names.set("all", known)
    return known
