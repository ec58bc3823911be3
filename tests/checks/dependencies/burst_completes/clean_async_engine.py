"""One asynchronous session for each request: who waits for a connection holds nothing that others need."""

import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

engine = create_async_engine(f"sqlite+aiosqlite:///{Path(tempfile.mkdtemp(), 'x.sqlite')}", pool_size=3, max_overflow=2)
sessions = async_sessionmaker(engine)
app = FastAPI()


async def get_session() -> AsyncIterator[AsyncSession]:
    async with sessions() as session:
        yield session


SessionDep = Annotated[AsyncSession, Depends(get_session)]


async def current_user(session: SessionDep) -> str:
    return str(await session.scalar(text("select 'ada'")))


@app.get("/me")
async def me(user: Annotated[str, Depends(current_user)], session: SessionDep) -> dict[str, str]:
    return {"user": user, "role": str(await session.scalar(text("select 'admin'")))}


@app.get("/lengths")
async def lengths(session: SessionDep) -> list[int]:
    return [await session.scalar(text(f"select {n}")) or 0 for n in range(1, 4)]
