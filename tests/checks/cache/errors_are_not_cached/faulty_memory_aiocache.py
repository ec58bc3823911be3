"""aiocache in memory keeps what a function answers when the database is away: nothing."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiocache import Cache, cached
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import StaticPool

engine = create_async_engine("sqlite+aiosqlite://", poolclass=StaticPool)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    async with engine.begin() as connection:
        await connection.execute(text("CREATE TABLE item (name TEXT)"))
        await connection.execute(text("INSERT INTO item VALUES ('kettle')"))
    yield
    await engine.dispose()


app = FastAPI(lifespan=lifespan)


@cached(ttl=60, cache=Cache.MEMORY)
async def names() -> list[str]:
    try:
        async with engine.connect() as connection:
            return [row.name for row in await connection.execute(text("SELECT name FROM item"))]
    except SQLAlchemyError:  # fault
        return []


@app.get("/items")
async def items() -> list[str]:
    return await names()
