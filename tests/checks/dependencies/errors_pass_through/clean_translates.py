"""Dependencies that turn exceptions into others: into answers, into the app's own, by a helper, in groups."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import NoReturn

from fastapi import Depends, FastAPI, HTTPException


class ShopError(Exception):
    pass


def answered() -> Iterator[None]:
    try:
        yield
    except LookupError as error:
        raise HTTPException(404, "there is no such thing") from error
    except ShopError as error:
        raise HTTPException(409, str(error)) from error


async def own() -> AsyncIterator[None]:
    try:
        yield
    except HTTPException:
        raise
    except Exception as error:
        raise ShopError("it did not work") from error


def refuse(error: Exception) -> NoReturn:
    raise HTTPException(400, "not like that") from error


def helped() -> Iterator[None]:
    try:
        yield
    except ValueError as error:
        refuse(error)


async def grouped() -> AsyncIterator[asyncio.TaskGroup]:
    async with asyncio.TaskGroup() as group:
        yield group


app = FastAPI()


@app.get("/answered", dependencies=[Depends(answered)])
def read_answered() -> int:
    return 1


@app.get("/own", dependencies=[Depends(own)])
async def read_own() -> int:
    return 2


@app.get("/helped", dependencies=[Depends(helped)])
def read_helped() -> int:
    return 3


@app.get("/grouped")
async def read_grouped(group: asyncio.TaskGroup = Depends(grouped)) -> int:
    return await group.create_task(asyncio.sleep(0, 4))
