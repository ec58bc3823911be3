"""Context managers of the team's own, stacks, callbacks, and units of work, all of them protected."""

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager, contextmanager
from types import TracebackType
from typing import Self

from fastapi import Depends, FastAPI


class File:
    def __init__(self) -> None:
        self.open = True

    def close(self) -> None:
        self.open = False

    async def aclose(self) -> None:
        self.open = False


class Unit:
    """A unit of work that sees to its file itself."""

    def __enter__(self) -> Self:
        self.file = File()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.file.close()


@contextmanager
def opened() -> Iterator[File]:
    file = File()
    try:
        yield file
    finally:
        file.close()


@asynccontextmanager
async def opened_later() -> AsyncIterator[File]:
    file = File()
    try:
        yield file
    finally:
        await file.aclose()


def by_manager() -> Iterator[File]:
    with opened() as file:
        yield file


async def by_stack() -> AsyncIterator[File]:
    async with AsyncExitStack() as stack:
        file = await stack.enter_async_context(opened_later())
        yield file
        await file.aclose()


def by_callback() -> Iterator[File]:
    with ExitStack() as stack:
        file = File()
        stack.callback(file.close)
        yield file
        file.close()


def by_unit() -> Iterator[File]:
    unit = Unit()
    with unit:
        yield unit.file
        unit.file.close()


app = FastAPI()


@app.get("/manager")
def read_manager(file: File = Depends(by_manager)) -> bool:
    return file.open


@app.get("/stack")
async def read_stack(file: File = Depends(by_stack)) -> bool:
    return file.open


@app.get("/callback")
def read_callback(file: File = Depends(by_callback)) -> bool:
    return file.open


@app.get("/unit")
def read_unit(file: File = Depends(by_unit)) -> bool:
    return file.open
