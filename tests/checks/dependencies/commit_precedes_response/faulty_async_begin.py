"""A session that is begun with its maker, and committed where the dependency is left."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from tests.checks.dependencies._shop import Item, async_engine

SINCE = (0, 118)  # which leaves dependencies after it answered

sessions = async_sessionmaker(async_engine())


async def get_session() -> AsyncIterator[AsyncSession]:
    async with sessions.begin() as session:
        yield session  # fault


app = FastAPI()


@app.post("/items")
async def create_item(name: str, session: Annotated[AsyncSession, Depends(get_session)]) -> dict[str, str]:
    session.add(Item(name=name))
    return {"name": name}
