"""An asynchronous session: rolled back on errors, else committed, both after the yield."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, FastAPI
from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from tests.checks.dependencies._shop import Item, async_engine

SINCE = (0, 118)  # which leaves dependencies after it answered

sessions = async_sessionmaker(async_engine(), expire_on_commit=False)


class ItemIn(BaseModel):
    name: str


async def get_session() -> AsyncIterator[AsyncSession]:
    session = sessions()
    try:
        yield session
    except Exception:
        await session.rollback()
        raise
    else:
        await session.commit()  # fault
    finally:
        await session.close()


app = FastAPI()


@app.post("/items")
async def create_item(item: ItemIn, session: Annotated[AsyncSession, Depends(get_session)]) -> dict[str, int]:
    row = Item(name=item.name)
    session.add(row)
    await session.flush()
    return {"id": row.id}
