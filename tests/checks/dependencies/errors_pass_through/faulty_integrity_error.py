"""A class of sessions answers one kind of conflict, and says nothing of the others of its kind."""

from collections.abc import AsyncIterator
from pathlib import Path
from tempfile import mkdtemp
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine


class Sessions:
    def __init__(self, url: str) -> None:
        self.new = async_sessionmaker(create_async_engine(url))

    async def __call__(self) -> AsyncIterator[AsyncSession]:
        async with self.new() as session:
            try:
                yield session
            except IntegrityError as error:  # fault
                await session.rollback()
                if "UNIQUE" in str(error.orig):
                    raise HTTPException(409, "there is one already") from error


get_session = Sessions(f"sqlite+aiosqlite:///{Path(mkdtemp(), 'x.sqlite')}")

app = FastAPI()


@app.get("/one")
async def read_one(session: Annotated[AsyncSession, Depends(get_session)]) -> int:
    return (await session.execute(text("SELECT 1"))).scalar_one()
