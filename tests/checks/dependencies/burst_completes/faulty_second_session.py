"""A repository that opens a session of its own while the request still has one."""

import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

engine = create_async_engine(
    f"sqlite+aiosqlite:///{Path(tempfile.mkdtemp(), 'orders.sqlite')}", pool_size=5, max_overflow=5
)
sessions = async_sessionmaker(engine, expire_on_commit=False)
app = FastAPI()


async def get_session() -> AsyncIterator[AsyncSession]:
    async with sessions() as session:
        yield session


async def current_user(session: Annotated[AsyncSession, Depends(get_session)]) -> str:
    return str(await session.scalar(text("select 'ada'")))


class Orders:
    async def of(self, user: str) -> int:
        async with sessions() as session:
            return await session.scalar(text("select length(:user)"), {"user": user}) or 0  # fault


@app.get("/orders")
async def list_orders(user: Annotated[str, Depends(current_user)], orders: Annotated[Orders, Depends()]) -> int:
    return await orders.of(user)


@app.get("/orders/count")
async def count_orders(user: Annotated[str, Depends(current_user)], orders: Annotated[Orders, Depends()]) -> int:
    return await orders.of(user)
