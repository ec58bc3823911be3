"""Methods of those names that are of something else: a dict, a model that has its own, an older Pydantic."""

import json
from typing import Any

import pydantic
from fastapi import FastAPI
from pydantic import BaseModel


class Item(BaseModel):
    name: str


class Old(BaseModel):
    name: str

    def dict(self, **kwargs: Any) -> dict[str, Any]:
        return {"name": self.name}


app = FastAPI()


@app.post("/items")
async def create_item(item: Item, old: Old, words: dict[str, str] | None = None) -> dict[str, str]:
    copied = (words or {}).copy()
    return {**copied, **old.dict(), **item.model_dump()}


@app.put("/items")
async def change_item(item: Item) -> dict[str, str]:
    if pydantic.VERSION.startswith("1."):
        return item.dict()
    return item.model_dump()


@app.patch("/items")
async def patch_item(item: Item) -> dict[str, str]:
    data = item.model_dump() if hasattr(item, "model_dump") else item.dict()
    item = {"name": json.dumps(data)}
    return item.copy()


@app.get("/items")
async def read_items() -> list[str]:
    def shown(Item: Any) -> list[str]:  # noqa: N803
        return Item.copy()

    return shown(["first"])
