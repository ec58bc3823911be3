"""Sessions and items that are kept in Redis alone cannot be had without it, and are no cache."""

import json
import secrets
from typing import Any

from fastapi import FastAPI, Header, HTTPException

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous(decode_responses=True)


@app.post("/items", status_code=201)
async def create(name: str) -> dict[str, str]:
    number = secrets.token_hex(4)
    await redis.set(f"item:{number}", json.dumps({"id": number, "name": name}))
    return {"id": number, "name": name}


@app.get("/items/{item_id}")
async def read(item_id: str) -> Any:
    stored = await redis.get(f"item:{item_id}")
    if stored is None:
        raise HTTPException(404)
    return json.loads(stored)


@app.get("/basket")
async def basket(x_session: str = Header("s1")) -> Any:
    stored = await redis.get(f"basket:{x_session}")
    if stored is None:
        stored = json.dumps({"lines": []})
        await redis.set(f"basket:{x_session}", stored, ex=1800)
    return json.loads(stored)


@app.put("/basket/{sku}")
async def add(sku: str, x_session: str = Header("s1")) -> Any:
    basket = json.loads(await redis.get(f"basket:{x_session}") or '{"lines": []}')
    basket["lines"].append(sku)
    await redis.set(f"basket:{x_session}", json.dumps(basket), ex=1800)
    return basket
