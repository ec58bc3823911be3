"""What is returned lacks a field of the response model for some items: ResponseValidationError, a 500."""

from typing import Any

from fastapi import HTTPException
from pydantic import BaseModel

from tests.checks.errors._base import Text, make_app

ALSO = ("errors.no-input-crashes",)

app = make_app("detail")
ITEMS: dict[int, dict[str, Any]] = {1: {"id": 1, "name": "pen", "price": 3}, 2: {"id": 2, "name": "ink"}}


class Item(BaseModel):
    id: int
    name: Text
    price: int


@app.get("/items", response_model=list[Item])
async def list_items() -> Any:  # fault
    return list(ITEMS.values())  # fault


@app.get("/items/{item_id}", response_model=Item)
async def read_item(item_id: int) -> Any:
    if item_id not in ITEMS:
        raise HTTPException(404, "No such item")
    return ITEMS[1]
