"""Many operations beside their models: two kinds of things, which belong together."""

from fastapi import FastAPI
from pydantic import BaseModel


class Item(BaseModel):
    name: str


class NewItem(BaseModel):
    name: str


app = FastAPI()


@app.get("/items/first")
def read_first_items() -> list[Item]:
    return []


@app.get("/items/second")
def read_second_items() -> list[Item]:
    return []


@app.get("/items/third")
def read_third_items() -> list[Item]:
    return []


@app.get("/items/fourth")
def read_fourth_items() -> list[Item]:
    return []


@app.get("/items/fifth")
def read_fifth_items() -> list[Item]:
    return []


@app.get("/items/sixth")
def read_sixth_items() -> list[Item]:
    return []


@app.get("/items/seventh")
def read_seventh_items() -> list[Item]:
    return []


@app.get("/items/eighth")
def read_eighth_items() -> list[Item]:
    return []


@app.get("/items/ninth")
def read_ninth_items() -> list[Item]:
    return []


@app.get("/items/tenth")
def read_tenth_items() -> list[Item]:
    return []
