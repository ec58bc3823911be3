"""Context managers that look at an exception and pass it on, timeouts, and scopes of anyio."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager
from types import TracebackType
from typing import Literal, Self

import anyio
from fastapi import Depends, FastAPI

logger = logging.getLogger(__name__)


class Unit:
    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> Literal[False]:
        logger.info("left with %r", error)
        return False


@asynccontextmanager
async def reported() -> AsyncIterator[None]:
    try:
        yield
    except Exception:
        logger.exception("failed")
        raise


def in_unit() -> Iterator[Unit]:
    with Unit() as unit:
        yield unit


def in_stack() -> Iterator[Unit]:
    with ExitStack() as stack:
        stack.push(lambda kind, error, at: False)
        yield stack.enter_context(Unit())


async def in_report() -> AsyncIterator[None]:
    async with reported(), asyncio.timeout(30):
        yield


async def in_scope() -> AsyncIterator[None]:
    with anyio.move_on_after(30):
        yield


app = FastAPI()


@app.get("/unit")
def read_unit(unit: Unit = Depends(in_unit)) -> bool:
    return unit is not None


@app.get("/stack")
def read_stack(unit: Unit = Depends(in_stack)) -> bool:
    return unit is not None


@app.get("/report", dependencies=[Depends(in_report)])
async def read_report() -> int:
    return 1


@app.get("/scope", dependencies=[Depends(in_scope)])
async def read_scope() -> int:
    return 2
