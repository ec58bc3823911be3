"""Answers from memory that are those that were kept, but for what says that they come from there."""

import time
from copy import deepcopy
from functools import lru_cache
from typing import Any

from async_lru import alru_cache
from cachetools import TTLCache
from fastapi import FastAPI, Response
from pydantic import BaseModel

app = FastAPI()
kept: dict[int, dict[str, Any]] = {}
answers: TTLCache[str, Response] = TTLCache(16, 60)
rooms: dict[str, dict[str, Any]] = {}
hits: dict[int, int] = {}


class Item(BaseModel):
    id: int
    name: str


@lru_cache(maxsize=32)
def load(item_id: int) -> Item:
    return Item(id=item_id, name="kettle")


@alru_cache(maxsize=32)
async def sizes(shop: str) -> list[str]:
    return ["small", "large"]


@app.get("/items/{item_id}")
async def item(item_id: int, response: Response) -> dict[str, Any]:
    known = item_id in kept
    response.headers["x-cache"] = "HIT" if known else "MISS"
    hits[item_id] = hits.get(item_id, 0) + 1
    if not known:
        kept[item_id] = {"id": item_id, "at": time.time()}
    return {"cached": known, "hits": hits[item_id], "age": time.time() - kept[item_id]["at"], "id": kept[item_id]["id"]}


@app.get("/names/{item_id}")
async def name(item_id: int) -> dict[str, Any]:
    found = load(item_id).model_copy()
    return {"name": found.name, "asked": time.time()}


@app.get("/shops/{shop}/sizes")
async def read(shop: str) -> list[str]:
    found = deepcopy(await sizes(shop))
    found.append("any")
    return found


@app.get("/pages/{name}")
async def page(name: str) -> Response:
    if name not in answers:
        answers[name] = Response(f"<p>{name}</p>", media_type="text/html", headers={"x-page": name})
    return answers[name]


@app.get("/rooms/{name}")
async def room(name: str, response: Response) -> dict[str, Any]:
    """Makes what is not there yet: it is new once."""
    response.status_code = 200 if name in rooms else 201
    new = name not in rooms
    rooms.setdefault(name, {"name": name, "guests": []})
    return {**rooms[name], "new": new}
