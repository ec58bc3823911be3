"""A model that the operation was told to do without."""

from fastapi import FastAPI
from pydantic import BaseModel


class Item(BaseModel):
    name: str


app = FastAPI()


@app.get("/items", response_model=None)
async def read_items() -> list[Item]:  # fault
    return [Item(name="first")]
