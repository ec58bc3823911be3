"""The dependency commits below its yield, which runs before the answer is sent."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, FastAPI
from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from tests.checks.dependencies._shop import Item, async_engine

SINCE = (0, 121)  # which knows scopes of dependencies

sessions = async_sessionmaker(async_engine())


async def get_session() -> AsyncIterator[AsyncSession]:
    async with sessions.begin() as session:
        yield session


class ItemIn(BaseModel):
    name: str


app = FastAPI()


@app.post("/items")
async def create_item(
    item: ItemIn, session: Annotated[AsyncSession, Depends(get_session, scope="function")]
) -> dict[str, str]:
    session.add(Item(name=item.name))
    return {"name": item.name}
