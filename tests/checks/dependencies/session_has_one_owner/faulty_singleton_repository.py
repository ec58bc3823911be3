"""A repository that all requests share is told the session of each."""

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


class Orders:
    session: AsyncSession

    def use(self, session: AsyncSession) -> None:
        self.session = session  # fault

    async def count(self) -> int:
        return await self.session.scalar(text("SELECT 3")) or 0

    async def total(self) -> int:
        return await self.session.scalar(text("SELECT 99")) or 0


orders = Orders()


async def get_session() -> AsyncIterator[AsyncSession]:
    async with SessionLocal() as session:
        yield session


def get_orders(session: Annotated[AsyncSession, Depends(get_session)]) -> Orders:
    orders.use(session)
    return orders


@app.get("/summary")
async def read_summary(orders: Annotated[Orders, Depends(get_orders)]) -> dict[str, int]:
    return {"count": await orders.count(), "total": await orders.total()}
