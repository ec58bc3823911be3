"""cashews in memory: the wrong key is dropped after a write."""

from typing import Any

from cashews import Cache
from fastapi import FastAPI, HTTPException
from pydantic import BaseModel

app = FastAPI()
cache = Cache()
cache.setup("mem://")
rows: dict[int, str] = {}


class Item(BaseModel):
    name: str


@cache(ttl="10m", key="item:{item_id}")
async def find(item_id: int) -> Any:
    return {"id": item_id, "name": rows[item_id]} if item_id in rows else None


@app.post("/items", status_code=201)
async def create(item: Item) -> dict[str, int]:
    item_id = len(rows) + 1
    rows[item_id] = item.name
    return {"id": item_id}


@app.get("/items/{item_id}")
async def read(item_id: int) -> Any:
    found = await find(item_id)
    if found is None:
        raise HTTPException(404)
    return found


@app.put("/items/{item_id}")
async def update(item_id: int, item: Item) -> Item:  # fault
    if item_id not in rows:
        raise HTTPException(404)
    rows[item_id] = item.name
    await cache.delete(f"items:{item_id}")
    return item


@app.delete("/items/{item_id}")
async def delete(item_id: int) -> None:
    rows.pop(item_id, None)
    await cache.delete(f"item:{item_id}")
