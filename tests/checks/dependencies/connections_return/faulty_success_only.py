"""The connection goes back below the yield, which an exception never reaches."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from tests.checks.dependencies._shop import Item, async_engine

ALSO = ("dependencies.cleanup-always-runs",)
engine = async_engine(pool_size=20)


async def get_connection() -> AsyncIterator[AsyncConnection]:
    connection = await engine.connect()  # fault
    await connection.execute(select(1))
    yield connection
    await connection.close()


app = FastAPI()


@app.get("/items")
async def list_items(connection: Annotated[AsyncConnection, Depends(get_connection)]) -> list[str]:
    return list((await connection.scalars(select(Item.name).limit(5))).all())
