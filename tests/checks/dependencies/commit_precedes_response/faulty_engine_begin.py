"""Core only: the transaction ends where the dependency does."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from tests.checks.dependencies._shop import Item, async_engine

SINCE = (0, 118)  # which leaves dependencies after it answered

engine = async_engine()


async def get_connection() -> AsyncIterator[AsyncConnection]:
    async with engine.begin() as connection:  # fault
        yield connection


app = FastAPI()


@app.put("/items/{name}")
async def put_item(name: str, connection: Annotated[AsyncConnection, Depends(get_connection)]) -> dict[str, str]:
    await connection.execute(insert(Item).values(name=name))
    return {"name": name}
