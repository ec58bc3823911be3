"""What is kept in memory is dropped, renewed or changed by who writes; and dicts that are where things are."""

import itertools
from functools import lru_cache
from typing import Any

from async_lru import alru_cache
from cachetools import TTLCache
from fastapi import FastAPI, HTTPException
from pydantic import BaseModel

app = FastAPI()
numbers = itertools.count(1)


class Item(BaseModel):
    name: str


class Repository:
    def __init__(self) -> None:
        self.rows: dict[int, Item] = {}
        self.seen: dict[int, Item] = {}

    def find(self, item_id: int) -> Item | None:
        if item_id not in self.seen and item_id in self.rows:
            self.seen[item_id] = self.rows[item_id]
        return self.seen.get(item_id)

    def save(self, item_id: int, item: Item) -> None:
        self.rows[item_id] = item
        self.seen.pop(item_id, None)


@lru_cache
def get_repository() -> Repository:
    return Repository()


@lru_cache
def get_rows() -> dict[int, dict[str, Any]]:
    return {}


names: TTLCache[str, list[str]] = TTLCache(16, 60)
profiles: dict[str, dict[str, Any]] = {}
written: dict[int, str] = {}


@lru_cache(maxsize=32)
def shown(name: str) -> dict[str, str]:
    return {"shown": name.upper()}


@alru_cache(maxsize=32)
async def note(note_id: int) -> dict[str, Any] | None:
    return get_rows().get(note_id)


@app.post("/items", status_code=201)
def create(item: Item) -> dict[str, int]:
    item_id = next(numbers)
    get_repository().save(item_id, item)
    names.pop("all", None)
    return {"id": item_id}


@app.get("/items")
def items() -> list[str]:
    if "all" not in names:
        names["all"] = [item.name for item in get_repository().rows.values()]
    return names["all"]


@app.get("/items/{item_id}")
def read(item_id: int) -> dict[str, Any]:
    found = get_repository().find(item_id)
    if found is None:
        raise HTTPException(404)
    return {"id": item_id, **shown(found.name)}


@app.put("/items/{item_id}")
def update(item_id: int, item: Item) -> Item:
    if item_id not in get_repository().rows:
        raise HTTPException(404)
    get_repository().save(item_id, item)
    names.clear()
    return item


@app.post("/notes", status_code=201)
async def write_note(item: Item) -> dict[str, Any]:
    note_id = next(numbers)
    get_rows()[note_id] = {"id": note_id, "name": item.name}
    return get_rows()[note_id]


@app.get("/notes/{note_id}")
async def read_note(note_id: int) -> dict[str, Any]:
    found = await note(note_id)
    if found is None:
        note.cache_clear()
        raise HTTPException(404)
    return found


@app.patch("/notes/{note_id}")
async def change_note(note_id: int, item: Item) -> dict[str, Any]:
    if note_id not in get_rows():
        raise HTTPException(404)
    get_rows()[note_id] = {"id": note_id, "name": item.name}
    note.cache_invalidate(note_id)
    return get_rows()[note_id]


@app.delete("/notes/{note_id}", status_code=204)
async def delete_note(note_id: int) -> None:
    if get_rows().pop(note_id, None) is None:
        raise HTTPException(404)
    note.cache_clear()


@app.get("/profiles/{name}")
async def profile(name: str) -> dict[str, Any]:
    return profiles.setdefault(name, {"name": name, "theme": "light", "number": next(numbers)})


@app.put("/profiles/{name}")
async def change_profile(name: str, theme: str) -> dict[str, Any]:
    profiles.setdefault(name, {"name": name, "number": next(numbers)})["theme"] = theme
    return profiles[name]


@app.get("/texts/{text_id}")
async def text(text_id: int) -> str:
    return written.setdefault(text_id, "empty")


@app.put("/texts/{text_id}")
async def write_text(text_id: int, item: Item) -> str:
    written[text_id] = item.name
    return item.name
