"""The session of a request in a task, and in a thread, that the request waits for."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from tempfile import mkdtemp
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session

path = Path(mkdtemp(), "shop.sqlite")
engine = create_async_engine(f"sqlite+aiosqlite:///{path}")
SessionLocal = async_sessionmaker(engine)
sync_engine = create_engine(f"sqlite:///{path}", connect_args={"check_same_thread": False})
app = FastAPI()


async def get_session() -> AsyncIterator[AsyncSession]:
    async with SessionLocal() as session:
        yield session


async def _slow() -> int:
    await asyncio.sleep(0.01)
    return 3


@app.get("/price")
async def read_price(session: Annotated[AsyncSession, Depends(get_session)]) -> list[int]:
    task = asyncio.create_task(session.scalar(text("SELECT 1")))
    first = await task
    second = await asyncio.wait_for(session.scalar(text("SELECT 2")), 5)
    third, fourth = await asyncio.gather(session.scalar(text("SELECT 3")), _slow())
    return [first or 0, second or 0, third or 0, fourth]


def _report(session: Session) -> int:
    return session.scalar(text("SELECT 9")) or 0


@app.get("/report")
async def read_report() -> list[int]:
    with Session(sync_engine) as session:
        return [await asyncio.to_thread(_report, session), await asyncio.to_thread(_report, session)]
