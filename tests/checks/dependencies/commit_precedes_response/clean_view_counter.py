"""Views are counted beside the answer, in a task with a session of its own that is kept."""

import asyncio
from typing import Any

from fastapi import FastAPI
from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from tests.checks.dependencies._shop import Item, async_engine

engine = async_engine()
counting: set[asyncio.Task[Any]] = set()


async def count(item_id: int) -> None:
    async with AsyncSession(engine) as session:
        await session.execute(update(Item).where(Item.id == item_id).values(views=Item.views + 1))
        await asyncio.sleep(0.01)
        await session.commit()


app = FastAPI()


@app.get("/items/{item_id}")
async def read_item(item_id: int) -> dict[str, int | None]:
    task = asyncio.create_task(count(item_id))
    counting.add(task)
    task.add_done_callback(counting.discard)
    await asyncio.sleep(0.005)
    return {"views": 1}


@app.post("/items")
async def create_item(name: str) -> dict[str, int]:
    async with engine.begin() as connection:
        await connection.execute(insert(Item).values(name=name))
        return {"id": (await connection.scalars(select(Item.id).order_by(-Item.id).limit(1))).one()}
