"""The item is committed by the endpoint; a background task counts it in a session of its own."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import BackgroundTasks, Depends, FastAPI
from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from tests.checks.dependencies._shop import Item, Note, async_engine

sessions = async_sessionmaker(async_engine(), expire_on_commit=False)


async def get_session() -> AsyncIterator[AsyncSession]:
    async with sessions() as session:
        yield session


async def note(text: str) -> None:
    async with sessions() as session:
        session.add(Note(text=text))
        await session.commit()


class ItemIn(BaseModel):
    name: str


app = FastAPI()


@app.post("/items")
async def create_item(
    item: ItemIn, tasks: BackgroundTasks, session: Annotated[AsyncSession, Depends(get_session)]
) -> dict[str, int]:
    row = Item(name=item.name)
    session.add(row)
    await session.commit()
    tasks.add_task(note, f"created {row.id}")
    return {"id": row.id}
