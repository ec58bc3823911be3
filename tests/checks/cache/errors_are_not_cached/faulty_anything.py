"""Whatever goes wrong is no items, and that is kept."""

import json
from contextlib import suppress
from typing import Any

from fastapi import FastAPI
from redis.exceptions import RedisError

from tests.checks.cache._redis import synchronous

app = FastAPI()
redis = synchronous()


def ask(word: str) -> list[str]:
    return [f"{word} {number}" for number in range(3)]


def find(word: str) -> list[str]:
    try:
        return ask(word)
    except Exception:  # fault
        return []


@app.get("/search")
def search(word: str) -> Any:
    with suppress(RedisError, ValueError):
        stored = redis.get(f"search:{word}")
        if stored is not None:
            return json.loads(stored)
    found = find(word)
    with suppress(RedisError):
        redis.set(f"search:{word}", json.dumps(found), ex=60)
    return found
