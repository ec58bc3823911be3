"""Prices are fields of one hash, which lives for ever."""

from contextlib import suppress

from fastapi import FastAPI
from redis.exceptions import RedisError

from tests.checks.cache._redis import synchronous

app = FastAPI()
redis = synchronous(decode_responses=True)


@app.get("/prices/{sku}")
def price(sku: str) -> dict[str, str]:
    with suppress(RedisError):
        known = redis.hget("prices", sku)
        if known is not None:
            return {"sku": sku, "price": known}
    computed = f"EUR {len(sku)}.50"
    with suppress(RedisError):
        redis.hset("prices", sku, computed)  # fault
    return {"sku": sku, "price": computed}
