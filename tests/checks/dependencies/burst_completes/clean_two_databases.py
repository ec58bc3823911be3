"""Each request has a connection to either of two databases, from pools of their own."""

import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

from fastapi import Depends, FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

folder = Path(tempfile.mkdtemp())
users = create_async_engine(f"sqlite+aiosqlite:///{folder / 'users.sqlite'}", pool_size=3, max_overflow=0)
orders = create_async_engine(f"sqlite+aiosqlite:///{folder / 'orders.sqlite'}", pool_size=2, max_overflow=0)
app = FastAPI()


async def of_users() -> AsyncIterator[AsyncSession]:
    async with AsyncSession(users) as session:
        yield session


async def of_orders() -> AsyncIterator[AsyncSession]:
    async with AsyncSession(orders) as session:
        yield session


@app.get("/orders")
async def count(
    users: AsyncSession = Depends(of_users), orders: AsyncSession = Depends(of_orders)
) -> dict[str, int | None]:
    user = await users.scalar(text("select 7"))
    return {"user": user, "orders": await orders.scalar(text("select :user + 1"), {"user": user})}
