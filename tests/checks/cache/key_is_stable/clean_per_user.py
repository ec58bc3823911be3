"""Each user has keys of their own, which are the same for each of their requests."""

import json
from contextlib import suppress
from typing import Any

from fastapi import Depends, FastAPI, Header
from redis.exceptions import RedisError

from tests.checks.cache._redis import synchronous

app = FastAPI()
redis = synchronous()


def user(x_user: str = Header("ann")) -> str:
    return x_user


@app.get("/orders")
def orders(user: str = Depends(user)) -> Any:
    key = f"orders:{user}"
    with suppress(RedisError, ValueError):
        stored = redis.get(key)
        if stored is not None:
            return json.loads(stored)
    found = [{"user": user, "sum": 10}]
    with suppress(RedisError):
        redis.set(key, json.dumps(found), ex=60)
    return found
