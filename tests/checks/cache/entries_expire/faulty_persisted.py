"""A time to live that a later step takes away: GETEX with PERSIST keeps what is read often, for ever."""

import json
from contextlib import suppress

from fastapi import FastAPI
from redis.exceptions import RedisError

from tests.checks.cache._redis import synchronous

app = FastAPI()
redis = synchronous(decode_responses=True)


@app.get("/cities/{name}")
def city(name: str) -> dict[str, str | int]:
    with suppress(RedisError, ValueError):
        stored = redis.get(f"city:{name}")
        if stored is not None and isinstance(known := json.loads(stored), dict):
            return known
    made: dict[str, str | int] = {"name": name, "size": len(name)}
    with suppress(RedisError):
        redis.setex(f"city:{name}", 300, json.dumps(made))  # fault
        redis.persist(f"city:{name}")
    return made
