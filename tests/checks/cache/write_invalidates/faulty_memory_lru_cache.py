"""A function that reads a row is cached, and nobody clears it when the row is written."""

from functools import lru_cache

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel

app = FastAPI()


class Item(BaseModel):
    name: str


class Repository:
    def __init__(self) -> None:
        self.rows: dict[int, Item] = {}

    @lru_cache(maxsize=256)
    def find(self, item_id: int) -> Item | None:
        return self.rows.get(item_id)


repository = Repository()


@app.post("/items", status_code=201)
def create(item: Item) -> dict[str, int]:
    item_id = len(repository.rows) + 1
    repository.rows[item_id] = item
    return {"id": item_id}


@app.get("/items/{item_id}")
def read(item_id: int) -> Item:
    found = repository.find(item_id)
    if found is None:
        raise HTTPException(404)
    return found


@app.put("/items/{item_id}")
def update(item_id: int, item: Item) -> Item:  # fault
    if item_id not in repository.rows:
        raise HTTPException(404)
    repository.rows[item_id] = item
    return item
