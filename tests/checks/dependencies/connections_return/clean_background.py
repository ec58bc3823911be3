"""A task beside the answer, and one after it, hold a connection for longer than the request."""

import asyncio
from typing import Any

from fastapi import BackgroundTasks, FastAPI
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from tests.checks.dependencies._shop import Item, async_engine

engine = async_engine()
running: set[asyncio.Task[Any]] = set()


async def warm() -> None:
    async with AsyncSession(engine) as session:
        await session.scalars(select(Item.name).limit(5))
        await asyncio.sleep(0.2)


app = FastAPI()


@app.get("/items")
async def list_items(tasks: BackgroundTasks) -> list[str]:
    tasks.add_task(warm)
    async with engine.connect() as connection:
        return list((await connection.scalars(select(Item.name).limit(5))).all())


@app.post("/warm")
async def start() -> dict[str, bool]:
    task = asyncio.create_task(warm())
    running.add(task)
    task.add_done_callback(running.discard)
    return {"started": True}
