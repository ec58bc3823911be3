"""An engine for asyncio with one connection, read and written."""

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import AsyncAdaptedQueuePool, text
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

_file = Path(tempfile.mkdtemp()) / "events.db"
engine = create_async_engine(
    f"sqlite+aiosqlite:///{_file}", poolclass=AsyncAdaptedQueuePool, pool_size=1, max_overflow=0
)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    async with engine.begin() as connection:
        await connection.execute(text("create table events (name text)"))
    yield
    await engine.dispose()


app = FastAPI(lifespan=lifespan)


async def connection() -> AsyncIterator[AsyncConnection]:
    async with engine.begin() as opened:  # fault
        yield opened


@app.get("/events/count")
async def count(db: Annotated[AsyncConnection, Depends(connection)]) -> int:
    return (await db.execute(text("select count(*) from events"))).scalar_one()


@app.get("/events/first")
async def first(db: Annotated[AsyncConnection, Depends(connection)]) -> str | None:
    return (await db.execute(text("select name from events limit 1"))).scalar()
