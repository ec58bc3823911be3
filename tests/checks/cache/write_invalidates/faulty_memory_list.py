"""The list of all items is kept in a TTLCache by hand; what creates an item leaves it as it is."""

from threading import Lock

from cachetools import TTLCache
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()
cache: TTLCache[str, list[str]] = TTLCache(maxsize=16, ttl=30)
lock = Lock()
rows: list[str] = []


class Item(BaseModel):
    name: str


@app.get("/items")
def items() -> list[str]:
    with lock:
        found = cache.get("items")
    if found is None:
        found = list(rows)
        with lock:
            cache["items"] = found
    return found


@app.post("/items", status_code=201)
def create(item: Item) -> Item:  # fault
    rows.append(item.name)
    return item
