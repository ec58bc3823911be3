"""The endpoint waits, its session open, for two that need one each."""

import asyncio

from fastapi import FastAPI
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from tests.checks.dependencies._shop import Item, Note, async_engine

ALSO = ("dependencies.burst-completes",)

engine = async_engine()
app = FastAPI()


async def names() -> list[str]:
    async with AsyncSession(engine) as session:  # fault
        return list(await session.scalars(select(Item.name).limit(5)))


@app.get("/overview")
async def overview() -> dict[str, list[str]]:
    async with AsyncSession(engine) as session:
        notes = list(await session.scalars(select(Note.text).limit(5)))
        first, second = await asyncio.gather(names(), names())
    return {"notes": notes, "names": first + second}
