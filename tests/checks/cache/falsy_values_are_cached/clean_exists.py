"""Whether there is an entry is asked first, and in the same breath as its value."""

import json
from contextlib import suppress

from fastapi import FastAPI
from redis.exceptions import RedisError

from tests.checks.cache._redis import synchronous

app = FastAPI()
redis = synchronous(decode_responses=True)
STOCK = {"lamp": 3, "kettle": 0}


@app.get("/stock/{sku}")
def stock(sku: str) -> dict[str, int]:
    key = f"stock:{sku}"
    with suppress(RedisError, ValueError), redis.pipeline() as pipe:
        pipe.exists(key)
        pipe.get(key)
        there, value = pipe.execute()
        if there:
            return {"stock": int(value)}
    made = STOCK.get(sku, 5)
    with suppress(RedisError):
        redis.set(key, made, ex=30)
    return {"stock": made}


@app.get("/comments/{post}")
def comments(post: int) -> list[str]:
    key = f"comments:{post}"
    with suppress(RedisError, ValueError):
        if redis.exists(key) and isinstance(known := json.loads(redis.get(key)), list):
            return [str(one) for one in known]
    made = [f"first of {post}"]
    with suppress(RedisError):
        redis.set(key, json.dumps(made), ex=30)
    return made
