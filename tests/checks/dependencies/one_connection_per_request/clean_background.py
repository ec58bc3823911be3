"""A background task has a session of its own, when that of the request is done; a counter runs beside."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import BackgroundTasks, Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from tests.checks.dependencies._shop import Item, Note, async_engine

sessions = async_sessionmaker(async_engine(), expire_on_commit=False)
counting: set[asyncio.Task[Any]] = set()


async def get_session() -> AsyncIterator[AsyncSession]:
    async with sessions() as session:
        yield session


async def note(text: str) -> None:
    async with sessions() as session:
        session.add(Note(text=text))
        await session.commit()


app = FastAPI()


@app.post("/items")
async def create_item(
    name: str, tasks: BackgroundTasks, session: Annotated[AsyncSession, Depends(get_session)]
) -> dict[str, int]:
    row = Item(name=name)
    session.add(row)
    await session.commit()
    tasks.add_task(note, f"created {row.id}")
    return {"id": row.id}


@app.get("/items")
async def list_items(session: Annotated[AsyncSession, Depends(get_session)]) -> list[str]:
    names = list(await session.scalars(select(Item.name).limit(5)))
    task = asyncio.create_task(note("read"))
    counting.add(task)
    task.add_done_callback(counting.discard)
    await asyncio.sleep(0.01)
    return names
