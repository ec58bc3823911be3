"""fastapi-cache2 in memory: nothing is dropped when what it keeps is deleted."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, HTTPException
from fastapi_cache import FastAPICache
from fastapi_cache.backends.inmemory import InMemoryBackend
from fastapi_cache.decorator import cache
from pydantic import BaseModel


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    FastAPICache.reset()
    FastAPICache.init(InMemoryBackend(), prefix="shop")
    yield
    FastAPICache.reset()


app = FastAPI(lifespan=lifespan)
rows: dict[int, str] = {}


class Item(BaseModel):
    name: str


@app.post("/items", status_code=201)
async def create(item: Item) -> dict[str, int]:
    item_id = len(rows) + 1
    rows[item_id] = item.name
    return {"id": item_id}


@app.get("/items/{item_id}")
@cache(expire=60)
async def read(item_id: int) -> Item:
    if item_id not in rows:
        raise HTTPException(404)
    return Item(name=rows[item_id])


@app.delete("/items/{item_id}", status_code=204)
async def delete(item_id: int) -> None:  # fault
    if rows.pop(item_id, None) is None:
        raise HTTPException(404)
