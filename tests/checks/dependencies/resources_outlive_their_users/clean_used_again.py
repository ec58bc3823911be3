"""An endpoint that gives the connection back while it calls others, and goes on with its session."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from tempfile import mkdtemp
from typing import Annotated

from fastapi import BackgroundTasks, Depends, FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

engine = create_async_engine(f"sqlite+aiosqlite:///{Path(mkdtemp(), 'shop.sqlite')}")
SessionLocal = async_sessionmaker(engine)
app = FastAPI()


async def get_session() -> AsyncIterator[AsyncSession]:
    async with SessionLocal() as session:
        yield session


async def log(number: int) -> None:
    await asyncio.sleep(0)


@app.get("/price")
async def read_price(session: Annotated[AsyncSession, Depends(get_session)], tasks: BackgroundTasks) -> int:
    count = await session.scalar(text("SELECT 4")) or 0
    await session.close()
    await asyncio.sleep(0.01)
    tasks.add_task(log, count)
    return count * (await session.scalar(text("SELECT 3")) or 0)
