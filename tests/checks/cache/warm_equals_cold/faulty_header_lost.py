"""The number of all items is a header, which only fresh answers have."""

import json
from contextlib import suppress
from typing import Any

from fastapi import FastAPI, Response
from redis.exceptions import RedisError

from tests.checks.cache._redis import synchronous

app = FastAPI()
redis = synchronous()


@app.get("/items")
def items(response: Response) -> Any:
    with suppress(RedisError, ValueError):
        stored = redis.get("items")  # fault
        if stored is not None:
            return json.loads(stored)
    found = ["kettle", "lamp"]
    response.headers["X-Total-Count"] = str(len(found))
    with suppress(RedisError):
        redis.set("items", json.dumps(found), ex=60)
    return found
