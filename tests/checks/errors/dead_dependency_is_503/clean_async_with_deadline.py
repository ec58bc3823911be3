"""The async session has a deadline of its own; refused or too slow, the answer is 503 from the dependency."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from sqlalchemy import Column, Integer, MetaData, String, Table, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

from tests.checks.errors._base import make_app

engine = create_async_engine("sqlite+aiosqlite://", connect_args={"timeout": 1})
sessions = async_sessionmaker(engine)
metadata = MetaData()
songs = Table("songs", metadata, Column("id", Integer, primary_key=True), Column("title", String(80)))


@asynccontextmanager
async def lifespan(_: FastAPI) -> AsyncIterator[None]:
    async with engine.begin() as connection:
        await connection.run_sync(metadata.create_all)
        await connection.execute(songs.insert(), [{"id": 1, "title": "Blue"}])
    yield
    await engine.dispose()


app = make_app("problem", lifespan=lifespan)


async def session() -> AsyncIterator[AsyncSession]:
    async with sessions() as opened:
        yield opened


async def run(session: AsyncSession, statement):
    try:
        async with asyncio.timeout(1):
            return await session.execute(statement)
    except (SQLAlchemyError, OSError) as exc:
        raise HTTPException(503, "The database does not answer", {"Retry-After": "5"}) from exc


@app.get("/songs")
async def list_songs(session: Annotated[AsyncSession, Depends(session)]) -> list[str]:
    return list((await run(session, select(songs.c.title).limit(100))).scalars())
