"""A file is always there: nothing has to be tested."""

import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.orm import Session

FILE = Path(tempfile.mkdtemp(), "notes.sqlite")
engine = create_engine(f"sqlite:///{FILE}", connect_args={"check_same_thread": False})
async_engine = create_async_engine(f"sqlite+aiosqlite:///{FILE}")
app = FastAPI()


def get_db() -> Iterator[Session]:
    with Session(engine) as session:
        yield session


async def get_async_db() -> AsyncIterator[AsyncSession]:
    async with AsyncSession(async_engine) as session:
        yield session


@app.get("/one")
def one(db: Session = Depends(get_db)):
    return db.scalar(text("select 1")) or 0


@app.get("/two")
async def two(db: AsyncSession = Depends(get_async_db)) -> int:
    return await db.scalar(text("select 2")) or 0
