"""A dependency makes its session once, for all."""

from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

engine = create_async_engine(f"sqlite+aiosqlite:///{Path(mkdtemp(), 'shop.sqlite')}")
SessionLocal = async_sessionmaker(engine)
app = FastAPI()


@lru_cache
def get_session() -> AsyncSession:
    return SessionLocal()  # fault


SessionDep = Annotated[AsyncSession, Depends(get_session)]


@app.get("/users")
async def count_users(session: SessionDep) -> int:
    return await session.scalar(text("SELECT 5")) or 0


@app.get("/orders")
async def count_orders(session: SessionDep) -> int:
    return await session.scalar(text("SELECT 6")) or 0
