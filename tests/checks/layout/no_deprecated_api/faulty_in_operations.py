"""Methods of the old names in operations, where nobody is told before somebody asks."""

from typing import Annotated

from fastapi import Body, FastAPI
from pydantic import BaseModel


class Item(BaseModel):
    name: str


app = FastAPI()


@app.post("/items")
async def create_item(item: Item) -> dict[str, str]:
    return item.dict()  # fault


@app.put("/items")
async def change_item(item: Annotated[Item, Body()], other: Item | None = None) -> dict[str, str]:
    changed = item.copy(update={"name": "new"})  # fault
    return changed.model_dump()


@app.get("/items")
async def read_items() -> list[Item]:
    return [Item.parse_obj({"name": "first"})]  # fault
