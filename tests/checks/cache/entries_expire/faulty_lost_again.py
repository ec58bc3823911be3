"""An entry is given a time to live, and a second write takes it away."""

import json
from contextlib import suppress
from typing import Any

from fastapi import FastAPI
from redis.exceptions import RedisError

from tests.checks.cache._redis import synchronous

app = FastAPI()
redis = synchronous()


@app.get("/profiles/{name}")
def profile(name: str) -> Any:
    key = f"profile:{name}"
    with suppress(RedisError, ValueError):
        stored = redis.get(key)
        if stored is not None:
            return json.loads(stored)
    made = {"name": name}
    with suppress(RedisError):
        redis.set(key, json.dumps(made), ex=60)
        made["complete"] = "yes"
        redis.set(key, json.dumps(made))  # fault
    return made
