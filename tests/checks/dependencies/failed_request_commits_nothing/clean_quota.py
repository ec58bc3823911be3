"""A dependency reserves, and refunds what failed, in transactions of its own beside that of the endpoint."""

from collections.abc import AsyncIterator

from fastapi import Depends, FastAPI
from sqlalchemy.ext.asyncio import async_sessionmaker

from tests.checks.dependencies._shop import Item, Note, async_engine

sessions = async_sessionmaker(async_engine(), expire_on_commit=False)


async def quota() -> AsyncIterator[None]:
    async with sessions() as session:
        session.add(Note(text="reserved"))
        await session.commit()
        try:
            yield
        except Exception:
            session.add(Note(text="refunded"))
            await session.commit()
            raise


app = FastAPI(dependencies=[Depends(quota)])


@app.post("/items")
async def create_item(name: str) -> dict[str, int]:
    async with sessions.begin() as session:
        row = Item(name=name)
        session.add(row)
        await session.flush()
    return {"id": row.id}
