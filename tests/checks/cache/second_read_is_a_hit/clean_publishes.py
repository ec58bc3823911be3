"""What is asked for and not there, beside what is written for others to read, is no cache with a wrong key."""

import json
from typing import Any

from fastapi import FastAPI

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous(decode_responses=True)


@app.get("/prices/{sku}")
async def price(sku: str) -> Any:
    """The last price is there for the dashboard; a discount is there on some days."""
    discount = await redis.get(f"discount:{sku}")
    value = {"sku": sku, "price": 10 if discount is None else 9}
    await redis.set(f"last:{sku}", json.dumps(value), ex=3600)
    return value


@app.get("/news")
async def news() -> Any:
    """A notice takes the place of the news where there is one, and the news are kept for the mail all the same."""
    notice = await redis.get("notice")
    found = [{"title": "new lamps"}]
    await redis.set("mail:news", json.dumps(found), ex=3600)
    return json.loads(notice) if notice is not None else found
