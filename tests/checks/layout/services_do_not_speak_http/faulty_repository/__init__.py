"""A class that keeps items, and knows of conflicts only as a status."""

from fastapi import FastAPI

from .items.repository import Items

app = FastAPI()
items = Items()


@app.post("/items/{name}")
def create_item(name: str) -> str:
    return items.add(name)
