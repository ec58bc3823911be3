"""An endpoint takes a session out of the dependency by hand, and a dependency without `yield` does so too."""

from collections.abc import AsyncIterator
from pathlib import Path
from tempfile import mkdtemp
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

ALSO = (
    "dependencies.connections-return",
    "dependencies.resources-outlive-their-users",
    "dependencies.session-has-one-owner",
)

new_session = async_sessionmaker(create_async_engine(f"sqlite+aiosqlite:///{Path(mkdtemp(), 'x.sqlite')}"))

app = FastAPI()


async def get_session() -> AsyncIterator[AsyncSession]:
    session = new_session()
    try:
        yield session
    finally:
        await session.close()


async def current_number() -> int:
    async for session in get_session():  # fault
        return (await session.execute(text("SELECT 1"))).scalar_one()
    return 0


@app.get("/one")
async def read_one() -> int:
    session = await anext(get_session())  # fault
    return (await session.execute(text("SELECT 1"))).scalar_one()


@app.get("/current")
async def read_current(number: Annotated[int, Depends(current_number)]) -> int:
    return number
