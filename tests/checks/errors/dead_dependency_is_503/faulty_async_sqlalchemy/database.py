"""Engine, table and session."""

from collections.abc import AsyncIterator

from sqlalchemy import Column, Integer, MetaData, String, Table
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

engine = create_async_engine("sqlite+aiosqlite://")
sessions = async_sessionmaker(engine, expire_on_commit=False)
metadata = MetaData()
songs = Table("songs", metadata, Column("id", Integer, primary_key=True), Column("title", String(80)))


async def create() -> None:
    async with engine.begin() as connection:
        await connection.run_sync(metadata.create_all)
        await connection.execute(songs.insert(), [{"id": 1, "title": "Blue"}])


async def session() -> AsyncIterator[AsyncSession]:
    async with sessions() as opened:
        yield opened
