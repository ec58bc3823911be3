"""Queries that are no service by name, but by what they work with; the exception comes by another name."""

from fastapi import FastAPI

from .queries import find

app = FastAPI()


@app.get("/items/{item_id}")
def read_item(item_id: int) -> str:
    return find(item_id)
