"""What is written is not what is kept, or is a state that Redis alone holds; some of it changes by itself."""

import json
import time
from contextlib import suppress
from typing import Any

from fastapi import FastAPI
from redis.exceptions import RedisError

from tests.checks.cache._redis import synchronous

app = FastAPI()
redis = synchronous(decode_responses=True)
events: list[str] = []


@app.get("/shop")
def shop() -> Any:
    with suppress(RedisError, ValueError):
        stored = redis.get("shop")
        if stored is not None:
            return json.loads(stored)
    made = {"name": "shop", "made_at": time.time()}
    with suppress(RedisError):
        redis.set("shop", json.dumps(made), ex=60)
    return made


@app.post("/shop/events", status_code=201)
def note(text: str) -> str:
    events.append(text)
    return text


@app.get("/members")
def members() -> Any:
    return sorted(redis.smembers("members"))


@app.post("/members")
def join(name: str) -> Any:
    redis.sadd("members", name)
    return name


@app.get("/cart")
def cart(session: str = "s") -> Any:
    stored = redis.get(f"cart:{session}")
    if stored is None:
        redis.set(f"cart:{session}", "[]", ex=600)
        return []
    return json.loads(stored)


@app.post("/cart")
def put(sku: str, session: str = "s") -> Any:
    lines = [*json.loads(redis.get(f"cart:{session}") or "[]"), sku]
    redis.set(f"cart:{session}", json.dumps(lines), ex=600)
    return lines
