"""A session for each thread, in endpoints that all run in one."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from tempfile import mkdtemp

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.orm import scoped_session, sessionmaker

engine = create_engine(f"sqlite:///{Path(mkdtemp(), 'shop.sqlite')}")
db = scoped_session(sessionmaker(engine))  # fault
ALSO = ["concurrency.no-blocking-calls"]


async def cleaned() -> AsyncIterator[None]:
    try:
        yield
    finally:
        db.remove()


app = FastAPI(dependencies=[Depends(cleaned)])


async def _price() -> int:
    await asyncio.sleep(0.01)
    return 3


@app.get("/price")
async def read_price() -> dict[str, int]:
    count = db.scalar(text("SELECT 4")) or 0
    price = await _price()
    return {"total": count * price + (db.scalar(text("SELECT 0")) or 0)}
