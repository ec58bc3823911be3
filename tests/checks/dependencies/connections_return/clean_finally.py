"""Closed by hand: in a dependency's finally, and in the endpoint's."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from tests.checks.dependencies._shop import Item, async_engine

engine = async_engine()
sessions = async_sessionmaker(engine)


async def get_session() -> AsyncIterator[AsyncSession]:
    session = sessions()
    try:
        yield session
    finally:
        await session.close()


app = FastAPI()


@app.get("/items")
async def list_items(session: Annotated[AsyncSession, Depends(get_session)]) -> list[str]:
    return list(await session.scalars(select(Item.name).limit(5)))


@app.get("/counts")
async def count_items() -> int:
    connection = await engine.connect()
    await connection.begin()
    try:
        found = (await connection.scalars(select(Item.id).limit(5))).all()
        return len(found)
    finally:
        await connection.close()
