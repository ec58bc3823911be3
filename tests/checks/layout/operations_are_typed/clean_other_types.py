"""Types beside models: TypedDict, dataclass, unions, generics, a type alias, NamedTuple, a stream that is declared."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Annotated, Generic, Literal, NamedTuple, TypeVar

from fastapi import FastAPI, Response
from fastapi.responses import PlainTextResponse, RedirectResponse, StreamingResponse
from pydantic import BaseModel, Field, RootModel
from typing_extensions import TypedDict

T = TypeVar("T")


class Page(BaseModel, Generic[T]):
    items: list[T]


class Point(NamedTuple):
    x: int
    y: int


class Health(TypedDict):
    status: Literal["up"]


@dataclass
class Cat:
    kind: Literal["cat"]


@dataclass
class Dog:
    kind: Literal["dog"]


class Names(RootModel[list[str]]):
    pass


Pet = Annotated[Cat | Dog, Field(discriminator="kind")]
app = FastAPI()


@app.get("/health")
def health() -> Health:
    return {"status": "up"}


@app.get("/pages")
def pages() -> Page[int]:
    return Page(items=[1])


@app.get("/pets")
def pets() -> list[Pet]:
    return [Cat("cat")]


@app.get("/names")
def names() -> Names:
    return Names(["a"])


@app.get("/points")
def points() -> dict[str, Point]:
    return {"a": Point(1, 2)}


@app.get("/maybe")
def maybe() -> Cat | None:
    return None


@app.delete("/names/{name}", status_code=204)
def remove(name: str) -> None:
    return None


@app.get("/old", status_code=308, response_class=RedirectResponse)
def old() -> str:
    return "/health"


@app.get("/text", response_class=PlainTextResponse)
def text() -> str:
    return "x"


@app.get("/lines", response_class=StreamingResponse)
async def lines() -> StreamingResponse:
    async def made() -> AsyncIterator[str]:
        yield "a\n"

    return StreamingResponse(made(), media_type="text/plain")


@app.head("/names")
def asked() -> Response:
    return Response(headers={"X-Count": "1"})
