"""Synchronous sessions in `async def` endpoints: when the pool is empty, the loop waits for those that wait for it."""

import asyncio
import tempfile
from collections.abc import Iterator
from pathlib import Path

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

ALSO = ("concurrency.no-blocking-calls", "concurrency.loop-stays-free")

engine = create_engine(f"sqlite:///{Path(tempfile.mkdtemp(), 'x.sqlite')}", pool_size=3, max_overflow=1)
app = FastAPI()


def get_db() -> Iterator[Session]:
    with Session(engine) as session:
        yield session


async def notify() -> None:
    await asyncio.sleep(0.01)


@app.get("/prices")
async def prices(db: Session = Depends(get_db)) -> list[int]:
    found = list(db.scalars(text("select 1 union select 2")))  # fault
    await notify()
    return found
