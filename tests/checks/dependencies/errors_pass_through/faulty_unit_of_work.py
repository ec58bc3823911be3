"""A unit of work whose `__exit__` says that it has dealt with the exception."""

from collections.abc import Iterator
from types import TracebackType
from typing import Self

from fastapi import Depends, FastAPI


class UnitOfWork:
    def __init__(self) -> None:
        self.state = "new"

    def __enter__(self) -> Self:
        self.state = "begun"
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> bool:
        self.state = "rolled back" if error else "committed"
        return True


def unit_of_work() -> Iterator[UnitOfWork]:
    with UnitOfWork() as unit:  # fault
        yield unit


app = FastAPI()


@app.post("/works")
def work(unit: UnitOfWork = Depends(unit_of_work)) -> str:
    return unit.state
