"""A list is kept in a variable of the module until the process ends."""

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()
rows: list[str] = []
_names: list[str] | None = None


class Item(BaseModel):
    name: str


def names() -> list[str]:
    global _names
    if _names is None:
        _names = sorted(rows)
    return _names


@app.get("/items")
def items() -> list[str]:
    return names()


@app.post("/items", status_code=201)
def create(item: Item) -> Item:  # fault
    rows.append(item.name)
    return item
