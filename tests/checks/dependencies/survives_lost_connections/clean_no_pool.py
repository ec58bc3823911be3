"""Connections that nobody keeps: a pooler in front of the database does."""

from collections.abc import AsyncIterator

from fastapi import Depends, FastAPI
from sqlalchemy import NullPool, text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

from tests.checks.dependencies._postgresql import ASYNCPG

engine = create_async_engine(ASYNCPG, poolclass=NullPool)
sessions = async_sessionmaker(engine)
app = FastAPI()


async def get_session() -> AsyncIterator[AsyncSession]:
    async with sessions() as session:
        yield session


@app.get("/one")
async def one(session: AsyncSession = Depends(get_session)) -> int:
    return await session.scalar(text("select 1")) or 0
