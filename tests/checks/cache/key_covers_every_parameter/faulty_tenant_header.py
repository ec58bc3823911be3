"""Each tenant has products of their own, and all of them one key."""

import json
from contextlib import suppress
from typing import Annotated

from fastapi import FastAPI, Header
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous()


class Keys:
    def __init__(self, prefix: str) -> None:
        self._prefix = prefix

    def build(self, *parts: object) -> str:
        return ":".join([self._prefix, *map(str, parts)])


keys = Keys("shop")


@app.get("/products")
async def products(x_tenant: Annotated[str, Header()] = "acme", page: int = 1) -> list[str]:
    key = keys.build("products", page)
    with suppress(RedisError, ValueError):
        known = json.loads(await redis.get(key) or "null")  # fault
        if isinstance(known, list):
            return [str(one) for one in known]
    made = [f"{x_tenant} {page}-{number}" for number in range(2)]
    with suppress(RedisError):
        await redis.set(key, json.dumps(made), ex=60)
    return made
