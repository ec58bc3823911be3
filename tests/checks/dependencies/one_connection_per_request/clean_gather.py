"""Independent reads at the same time: each gives its connection back without waiting for another."""

import asyncio

from fastapi import FastAPI
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from tests.checks.dependencies._shop import Item, Note, async_engine

engine = async_engine()
app = FastAPI()


async def read(column: object) -> list[str]:
    async with AsyncSession(engine) as session:
        found = list(await session.scalars(select(column).limit(5)))  # type: ignore[call-overload]
        await asyncio.sleep(0.01)
        return found


@app.get("/overview")
async def overview() -> dict[str, list[str]]:
    async with asyncio.TaskGroup() as group:
        names, notes = group.create_task(read(Item.name)), group.create_task(read(Note.text))
    return {"names": names.result(), "notes": notes.result()}


@app.get("/all")
async def everything() -> list[list[str]]:
    return list(await asyncio.gather(read(Item.name), read(Note.text)))
