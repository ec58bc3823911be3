"""A field that older entries do not have is looked up in them."""

import json
from contextlib import suppress
from typing import Any

from fastapi import FastAPI
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous()


@app.get("/prices/{sku}")
async def price(sku: str) -> Any:
    known = None
    with suppress(RedisError, ValueError):
        known = json.loads(await redis.get(f"price:{sku}") or "null")
    if isinstance(known, dict):
        return {"sku": sku, "price": known["amount"], "currency": known["currency"]}  # fault
    with suppress(RedisError):
        await redis.set(f"price:{sku}", json.dumps({"amount": 12, "currency": "EUR"}), ex=60)
    return {"sku": sku, "price": 12, "currency": "EUR"}
