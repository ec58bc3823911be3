"""A task goes on with the session of the request when that is over."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from tempfile import mkdtemp
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

engine = create_async_engine(f"sqlite+aiosqlite:///{Path(mkdtemp(), 'shop.sqlite')}")
SessionLocal = async_sessionmaker(engine)
app = FastAPI()
running: set[asyncio.Task[None]] = set()


async def get_session() -> AsyncIterator[AsyncSession]:
    async with SessionLocal() as session:
        yield session


async def index(session: AsyncSession) -> None:
    await asyncio.sleep(0.05)
    await session.execute(text("SELECT 1"))  # fault
    await session.commit()


@app.get("/orders")
async def list_orders(session: Annotated[AsyncSession, Depends(get_session)]) -> list[int]:
    found = list(await session.scalars(text("SELECT 5")))
    task = asyncio.create_task(index(session))
    running.add(task)
    task.add_done_callback(running.discard)
    return found
