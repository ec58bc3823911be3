"""Engines, sync and async, that test a connection before they use it."""

from collections.abc import AsyncIterator

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.orm import Session

from tests.checks.dependencies._postgresql import ASYNCPG, PSYCOPG, PSYCOPG2

engine = create_engine(PSYCOPG2, pool_pre_ping=True)
other_engine = create_engine(PSYCOPG, pool_pre_ping=True, pool_size=2)
async_engine = create_async_engine(ASYNCPG, pool_pre_ping=True)
other_async_engine = create_async_engine(PSYCOPG, pool_pre_ping=True)
app = FastAPI()


async def get_async_db() -> AsyncIterator[AsyncSession]:
    async with AsyncSession(async_engine) as session:
        yield session


@app.get("/one")
def one() -> int:
    with Session(engine) as session:
        return session.scalar(text("select 1")) or 0


@app.get("/two")
async def two(db: AsyncSession = Depends(get_async_db)) -> int:
    return await db.scalar(text("select 2")) or 0


@app.get("/three")
def three() -> int:
    with other_engine.begin() as connection:
        return connection.scalar(text("select 3")) or 0


@app.get("/four")
async def four() -> int:
    async with other_async_engine.begin() as connection:
        return await connection.scalar(text("select 4")) or 0
