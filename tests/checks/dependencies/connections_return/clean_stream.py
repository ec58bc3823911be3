"""A stream reads page after page in a session that lasts as long as itself; its first page is read before."""

from collections.abc import AsyncIterator

from fastapi import FastAPI
from fastapi.responses import StreamingResponse
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.pool import NullPool

from tests.checks.dependencies._shop import Item, async_engine

engine = async_engine(poolclass=NullPool)


async def names() -> AsyncIterator[str]:
    async with AsyncSession(engine) as session:
        yield "names\n"
        for number in range(3):
            for name in await session.scalars(select(Item.name).where(Item.id == number)):
                yield f"{name}\n"


app = FastAPI()


@app.get("/export")
async def export() -> StreamingResponse:
    return StreamingResponse(names(), media_type="text/plain")


@app.get("/items")
async def list_items() -> list[str]:
    async with engine.connect() as connection:
        return list((await connection.scalars(select(Item.name).limit(5))).all())
