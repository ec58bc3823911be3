"""A model as Pydantic 1 had them: a class for its configuration, and its validators."""

from fastapi import FastAPI
from pydantic import BaseModel, validator


class Item(BaseModel):  # fault
    name: str

    class Config:
        title = "An item"

    @validator("name")  # fault
    def strip(cls, name: str) -> str:  # noqa: N805
        return name.strip()


app = FastAPI()


@app.post("/items")
async def create_item(item: Item) -> Item:
    return item
