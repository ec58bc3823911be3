"""A dict is indexed with whatever id came: KeyError, 500."""

from pydantic import BaseModel

from tests.checks.errors._base import Text, make_app

ALSO = ("errors.no-input-crashes",)

app = make_app("detail")


class Item(BaseModel):
    id: int
    name: Text


ITEMS = {1: Item(id=1, name="pen"), 2: Item(id=2, name="ink")}


@app.get("/items")
async def list_items() -> list[Item]:
    return list(ITEMS.values())


@app.get("/items/{item_id}")
async def read_item(item_id: int) -> Item:
    return ITEMS[item_id]  # fault
