"""An asynchronous session that is rolled back when the endpoint fails, and closed when it does not."""

from collections.abc import AsyncIterator
from pathlib import Path
from tempfile import mkdtemp
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

ALSO = ("dependencies.connections-return",)

new_session = async_sessionmaker(create_async_engine(f"sqlite+aiosqlite:///{Path(mkdtemp(), 'x.sqlite')}"))


async def get_session() -> AsyncIterator[AsyncSession]:
    session = new_session()
    try:
        yield session
    except Exception:
        await session.rollback()
        raise
    await session.close()  # fault


SessionDep = Annotated[AsyncSession, Depends(get_session)]

router = APIRouter(prefix="/numbers")


@router.get("/one")
async def read_one(session: SessionDep) -> int:
    return (await session.execute(text("SELECT 1"))).scalar_one()


@router.get("/two")
async def read_two(session: SessionDep) -> int:
    return (await session.execute(text("SELECT 2"))).scalar_one()


app = FastAPI()
app.include_router(router)
