"""The endpoint commits in a finally: the item is there, and what belongs to it is not."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, FastAPI
from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from tests.checks.dependencies._shop import Item, Note, async_engine

sessions = async_sessionmaker(async_engine(), expire_on_commit=False)


class ItemIn(BaseModel):
    name: str


async def get_session() -> AsyncIterator[AsyncSession]:
    async with sessions() as session:
        yield session


app = FastAPI()


@app.post("/items")
async def create_item(item: ItemIn, session: Annotated[AsyncSession, Depends(get_session)]) -> dict[str, int]:
    row = Item(name=item.name)
    try:
        session.add(row)
        await session.flush()
        session.add(Note(text=f"created {row.id}"))
    finally:
        await session.commit()  # fault
    return {"id": row.id}
