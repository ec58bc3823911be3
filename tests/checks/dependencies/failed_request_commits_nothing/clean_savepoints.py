"""A part may fail on its own: its savepoint is undone, and the failure of the rest is not committed."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from tests.checks.dependencies._shop import Item, Note, async_engine

sessions = async_sessionmaker(async_engine(), expire_on_commit=False)


async def get_session() -> AsyncIterator[AsyncSession]:
    async with sessions() as session:
        yield session


app = FastAPI()


@app.post("/items")
async def create_item(name: str, session: Annotated[AsyncSession, Depends(get_session)]) -> dict[str, int]:
    try:
        async with session.begin_nested():
            row = Item(name=name)
            session.add(row)
            await session.flush()
            if not row.id:
                raise ValueError("it has no number")
    except Exception as error:
        await session.commit()
        raise HTTPException(409, "It could not be added.") from error
    session.add(Note(text="one more"))
    await session.commit()
    return {"id": row.id}
