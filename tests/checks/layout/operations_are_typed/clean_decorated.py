"""Operations behind decorators, partials and classes, each with its type."""

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from fastapi import APIRouter, FastAPI

P = ParamSpec("P")
T = TypeVar("T")


def counted(function: Callable[P, T]) -> Callable[P, T]:
    @functools.wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> T:
        return function(*args, **kwargs)

    return call


class Items:
    def __init__(self) -> None:
        self.router = APIRouter()
        self.router.add_api_route("/items", self.read, methods=["GET"])
        self.router.add_api_route("/all", functools.partial(self.read, limit=100), methods=["GET"], name="all")

    def read(self, limit: int = 10) -> list[str]:
        return []


app = FastAPI()
app.include_router(Items().router)


@app.get("/count")
@counted
def read_count() -> int:
    return 0
