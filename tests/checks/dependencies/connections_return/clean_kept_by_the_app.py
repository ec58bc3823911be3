"""One connection that the app opens when it is first needed, and keeps; in-memory databases have but one."""

import asyncio

from fastapi import FastAPI
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession, create_async_engine
from sqlalchemy.pool import StaticPool

from tests.checks.dependencies._shop import Item, async_engine

engine = async_engine()
memory = create_async_engine("sqlite+aiosqlite://", poolclass=StaticPool)
lock = asyncio.Lock()
kept: list[AsyncConnection] = []

app = FastAPI()


@app.get("/items")
async def list_items() -> list[str]:
    async with lock:
        if not kept:
            kept.append(await engine.connect())
        return list((await kept[0].scalars(select(Item.name).limit(5))).all())


@app.get("/one")
async def one() -> int:
    async with AsyncSession(memory) as session:
        return (await session.scalars(select(1))).one()
