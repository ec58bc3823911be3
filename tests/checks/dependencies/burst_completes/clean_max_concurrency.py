"""As many sessions at a time as the pool has connections: who comes later waits without a thread."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Annotated, Any

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

engine = create_engine(f"sqlite:///{Path(tempfile.mkdtemp(), 'x.sqlite')}", pool_size=5, max_overflow=3)
slots = asyncio.Semaphore(8)
app = FastAPI()


def get_db() -> Iterator[Session]:
    with Session(engine) as session:
        yield session


async def slot() -> AsyncIterator[None]:
    async with slots:
        yield


def get_db_in_turn(_: None = Depends(slot)) -> Iterator[Session]:
    with Session(engine) as session:
        yield session


def limited() -> Any:
    try:
        return Depends(get_db, max_concurrency=8)
    except TypeError:  # FastAPI before 0.163
        return Depends(get_db_in_turn)


SessionDep = Annotated[Session, limited()]


@app.get("/one")
def one(db: SessionDep) -> int:
    return db.scalar(text("select 1")) or 0


@app.get("/two")
def two(db: SessionDep, user: str = "ada") -> str:
    return f"{user} {db.scalar(text('select 2'))}"
