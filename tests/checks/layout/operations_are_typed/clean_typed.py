"""Types of every kind that say what is in them."""

from dataclasses import dataclass
from enum import Enum
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Depends, FastAPI
from pydantic import BaseModel, Field, JsonValue
from typing_extensions import TypedDict

T = TypeVar("T")


class Item(BaseModel):
    name: str
    extra: dict[str, Any] = {}


class Page(BaseModel, Generic[T]):
    rows: list[T]


class Point(TypedDict):
    x: int


@dataclass
class Size:
    width: int


class Colour(Enum):
    RED = "red"


app = FastAPI()


@app.get("/item")
async def read_item() -> Item:
    return Item(name="first")


@app.get("/page", response_model=Page[Item])
async def read_page():
    return {"rows": []}


@app.get("/points")
async def read_points() -> list[Point] | None:
    return [{"x": 1}]


@app.get("/size")
async def read_size() -> Size:
    return Size(1)


@app.get("/colour")
async def read_colour() -> Annotated[Colour, Field(description="a colour")]:
    return Colour.RED


@app.get("/counts")
async def read_counts() -> dict[str, int]:
    return {"items": 1}


@app.get("/name")
async def read_name() -> str:
    return "first"


@app.get("/value")
async def read_value() -> JsonValue:
    return {"any": "thing, on purpose"}


@app.post("/nothing")
async def do_nothing() -> None:
    return None


@app.get("/item-or-anything")
async def read_some() -> Item | dict[str, Any]:
    return Item(name="first")
