"""Namespaced keys whose lives are drawn by lot, so that they do not end all at once; a hit makes some live longer."""

import json
import random
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from fastapi import FastAPI, Query
from redis.exceptions import RedisError

from tests.checks.cache._redis import synchronous

app = FastAPI()
redis = synchronous(decode_responses=True)


class Namespace:
    def __init__(self, name: str, seconds: int) -> None:
        self._name, self._seconds = name, seconds

    def key(self, *parts: object) -> str:
        return ":".join(map(str, ("shop", self._name, *parts)))

    def life(self) -> int:
        return self._seconds + random.randint(0, self._seconds // 10)

    def several(self, ids: Iterable[int]) -> dict[int, Any]:
        ids = list(ids)
        with suppress(RedisError, ValueError):
            found = redis.mget([self.key(one) for one in ids])
            return {one: json.loads(text) for one, text in zip(ids, found, strict=True) if text is not None}
        return {}

    def keep(self, made: dict[int, Any]) -> None:
        with suppress(RedisError), redis.pipeline(transaction=False) as pipe:
            for one, value in made.items():
                pipe.setex(self.key(one), self.life(), json.dumps(value))
            pipe.execute()


products = Namespace("product", 600)


@app.get("/products")
def read_products(ids: list[int] = Query([1, 2, 3], max_length=20)) -> list[str]:
    known = products.several(ids)
    missing = {one: f"product {one}" for one in ids if one not in known}
    if missing:
        products.keep(missing)
    return [str((known | missing)[one]) for one in ids]


@app.get("/banner/{place}")
def banner(place: str) -> dict[str, str]:
    key = f"banner:{place}"
    with suppress(RedisError):
        known = redis.getex(key, ex=120)
        if known is not None:
            return {"banner": str(known)}
    with suppress(RedisError):
        redis.set(key, f"Sale in {place}", ex=120)
    return {"banner": f"Sale in {place}"}
