"""Two queries at once on the session of the request."""

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


async def get_session() -> AsyncIterator[AsyncSession]:
    async with SessionLocal() as session:
        yield session


@app.get("/dashboard")
async def read_dashboard(session: Annotated[AsyncSession, Depends(get_session)]) -> dict[str, int]:
    await session.execute(text("SELECT 1"))
    users, orders = await asyncio.gather(  # fault
        session.scalar(text("SELECT 7")),
        session.scalar(text("SELECT 12")),
    )
    return {"users": users or 0, "orders": orders or 0}
