"""The session is closed after errors and after success, and a cancelled request is neither."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from tests.checks.dependencies._shop import Item, async_engine

ALSO = ("dependencies.cleanup-always-runs",)
sessions = async_sessionmaker(async_engine(pool_size=20))


async def get_session() -> AsyncIterator[AsyncSession]:
    session = sessions()  # fault
    try:
        yield session
    except Exception:
        await session.rollback()
        await session.close()
        raise
    else:
        await session.close()


app = FastAPI()


@app.get("/items")
async def list_items(session: Annotated[AsyncSession, Depends(get_session)]) -> list[str]:
    return list(await session.scalars(select(Item.name).limit(5)))
