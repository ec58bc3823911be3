"""A service that is handed on to a background task opens a session for each of its transactions."""

from pathlib import Path
from tempfile import mkdtemp
from typing import Annotated

from fastapi import BackgroundTasks, Depends, FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

engine = create_async_engine(f"sqlite+aiosqlite:///{Path(mkdtemp(), 'shop.sqlite')}")
app = FastAPI()


def get_sessions() -> async_sessionmaker[AsyncSession]:
    return async_sessionmaker(engine)


class Orders:
    def __init__(self, sessions: Annotated[async_sessionmaker[AsyncSession], Depends(get_sessions)]) -> None:
        self.sessions = sessions

    async def count(self) -> int:
        async with self.sessions() as session:
            return await session.scalar(text("SELECT 3")) or 0


@app.get("/orders")
async def count_orders(orders: Annotated[Orders, Depends()], tasks: BackgroundTasks) -> int:
    tasks.add_task(orders.count)
    return await orders.count()
