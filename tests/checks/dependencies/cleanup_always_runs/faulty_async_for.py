"""A dependency draws its session out of another by `async for`, which closes nothing when it is left."""

from collections.abc import AsyncIterator
from pathlib import Path
from tempfile import mkdtemp

from fastapi import Depends, FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

new_session = async_sessionmaker(create_async_engine(f"sqlite+aiosqlite:///{Path(mkdtemp(), 'x.sqlite')}"))


async def get_session() -> AsyncIterator[AsyncSession]:
    async with new_session() as session:
        yield session


class Numbers:
    def __init__(self, session: AsyncSession) -> None:
        self.session = session

    async def one(self) -> int:
        return (await self.session.execute(text("SELECT 1"))).scalar_one()


async def get_numbers() -> AsyncIterator[Numbers]:
    async for session in get_session():  # fault
        yield Numbers(session)


app = FastAPI()


@app.get("/one")
async def read_one(numbers: Numbers = Depends(get_numbers)) -> int:
    return await numbers.one()
