"""A unit of work that is made once, and entered by each request."""

from pathlib import Path
from tempfile import mkdtemp
from typing import Annotated, Any

from fastapi import Depends, FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

engine = create_async_engine(f"sqlite+aiosqlite:///{Path(mkdtemp(), 'shop.sqlite')}")
SessionLocal = async_sessionmaker(engine)
app = FastAPI()


class UnitOfWork:
    session: AsyncSession

    async def __aenter__(self) -> "UnitOfWork":
        self.session = SessionLocal()  # fault
        return self

    async def __aexit__(self, *_: Any) -> None:
        await self.session.rollback()
        await self.session.close()


work = UnitOfWork()


def get_work() -> UnitOfWork:
    return work


@app.get("/summary")
async def read_summary(work: Annotated[UnitOfWork, Depends(get_work)]) -> list[int]:
    async with work:
        first = await work.session.scalar(text("SELECT 1"))
        return [first or 0, await work.session.scalar(text("SELECT 2")) or 0]
