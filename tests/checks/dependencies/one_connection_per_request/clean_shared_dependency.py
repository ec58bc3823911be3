"""Two dependencies and the endpoint share one session."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from tests.checks.dependencies._shop import Item, Note, async_engine

sessions = async_sessionmaker(async_engine())


async def get_session() -> AsyncIterator[AsyncSession]:
    async with sessions() as session:
        yield session


SessionDep = Annotated[AsyncSession, Depends(get_session)]


async def get_user(session: SessionDep) -> str:
    return (await session.scalars(select(Note.text).limit(1))).first() or "nobody"


app = FastAPI()


@app.get("/items")
async def list_items(user: Annotated[str, Depends(get_user)], session: SessionDep) -> list[str]:
    async with session.begin_nested():
        return list(await session.scalars(select(Item.name).limit(5)))
