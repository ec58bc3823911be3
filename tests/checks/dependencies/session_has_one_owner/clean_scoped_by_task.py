"""A session for each task, with a scoped session that knows the task."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from tempfile import mkdtemp

from fastapi import Depends, FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import async_scoped_session, async_sessionmaker, create_async_engine

engine = create_async_engine(f"sqlite+aiosqlite:///{Path(mkdtemp(), 'shop.sqlite')}")
db = async_scoped_session(async_sessionmaker(engine), scopefunc=asyncio.current_task)


async def removed() -> AsyncIterator[None]:
    yield
    await db.remove()


app = FastAPI(dependencies=[Depends(removed)])


async def _scalar(statement: str) -> int:
    try:
        return await db.scalar(text(statement)) or 0
    finally:
        await db.remove()


@app.get("/dashboard")
async def read_dashboard() -> list[int]:
    first = await db.scalar(text("SELECT 1")) or 0
    return [first, *await asyncio.gather(_scalar("SELECT 7"), _scalar("SELECT 12"))]
