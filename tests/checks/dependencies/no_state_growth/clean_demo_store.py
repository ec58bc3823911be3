"""A tutorial keeps its items in a dict: what is posted is there until it is deleted."""

import itertools

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel

app = FastAPI()


class Item(BaseModel):
    name: str
    price: float = 1.0


items: dict[int, Item] = {}
history: list[tuple[int, Item]] = []
numbers = itertools.count(1)


@app.post("/items", status_code=201)
def create_item(item: Item) -> dict[str, int]:
    number = next(numbers)
    items[number] = item
    return {"id": number}


@app.get("/items/{item_id}")
def read_item(item_id: int) -> Item:
    if item_id not in items:
        raise HTTPException(404, "no such item")
    return items[item_id]


@app.put("/items/{item_id}")
def put_item(item_id: int, item: Item) -> Item:
    if item_id not in items:
        raise HTTPException(404, "no such item")
    history.append((item_id, items[item_id]))
    items[item_id] = item
    return item


@app.get("/items/{item_id}/history")
def read_history(item_id: int) -> list[Item]:
    if item_id not in items:
        raise HTTPException(404, "no such item")
    return [item for number, item in history if number == item_id]
