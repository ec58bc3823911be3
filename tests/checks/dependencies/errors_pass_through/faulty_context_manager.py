"""A context manager of the team's own swallows what fails in two dependencies that use it."""

import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from fastapi import Depends, FastAPI

logger = logging.getLogger(__name__)


@asynccontextmanager
async def reported() -> AsyncIterator[None]:
    try:
        yield
    except Exception as error:  # fault
        logger.error("reported: %r", error)


async def in_report() -> AsyncIterator[str]:
    async with reported():
        yield "reported"


async def in_stack() -> AsyncIterator[str]:
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(reported())
        yield "reported"


app = FastAPI()


@app.get("/one")
async def read_one(name: str = Depends(in_report)) -> str:
    return name


@app.get("/two")
async def read_two(name: str = Depends(in_stack)) -> str:
    return name
