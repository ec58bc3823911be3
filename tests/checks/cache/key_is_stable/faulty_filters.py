"""The filters of a request are an object, and its `repr` is the key."""

import json
from contextlib import suppress
from typing import Annotated

from fastapi import Depends, FastAPI
from redis.exceptions import RedisError

from tests.checks.cache._redis import synchronous

app = FastAPI()
redis = synchronous(decode_responses=True)


class Filters:
    def __init__(self, colour: str = "red", size: int = 3) -> None:
        self.colour, self.size = colour, min(max(size, 1), 9)


@app.get("/shoes")
def shoes(filters: Annotated[Filters, Depends()]) -> list[str]:
    key = f"shoes:{filters}"
    with suppress(RedisError, ValueError):
        stored = redis.get(key)
        if stored is not None and isinstance(known := json.loads(stored), list):
            return [str(one) for one in known]
    made = [filters.colour] * filters.size
    with suppress(RedisError):
        redis.set(key, json.dumps(made), ex=60)  # fault
    return made
