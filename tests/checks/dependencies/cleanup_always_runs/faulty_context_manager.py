"""A context manager of the team's own, in a module that several dependencies use, protects nothing."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Annotated

from fastapi import Depends, FastAPI


class Channel:
    opened = 0

    async def open(self) -> None:
        Channel.opened += 1

    async def close(self) -> None:
        Channel.opened -= 1


@asynccontextmanager
async def channel() -> AsyncIterator[Channel]:
    one = Channel()
    await one.open()
    yield one
    await one.close()  # fault


async def get_channel() -> AsyncIterator[Channel]:
    async with channel() as one:
        yield one


async def get_channels() -> AsyncIterator[list[Channel]]:
    async with AsyncExitStack() as stack:
        yield [await stack.enter_async_context(channel()) for _ in range(2)]


app = FastAPI()


@app.get("/one")
async def read_one(one: Annotated[Channel, Depends(get_channel)]) -> int:
    return one.opened


@app.get("/two")
async def read_two(both: Annotated[list[Channel], Depends(get_channels)]) -> int:
    return len(both)
