"""A shop that is sound and faulty by turns, on a database that is used asynchronously."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import Depends, FastAPI
from pydantic import BaseModel
from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

from tests.checks.databases._tables import URL, Base, Item

engine = create_async_engine(URL)
SessionLocal = async_sessionmaker(engine, expire_on_commit=False)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    yield
    await engine.dispose()
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.drop_all)
    await engine.dispose()


class ItemIn(BaseModel):
    name: str


async def sound() -> AsyncIterator[AsyncSession]:
    async with SessionLocal() as session:
        yield session


async def late() -> AsyncIterator[AsyncSession]:
    async with SessionLocal() as session:
        yield session
        await session.commit()


async def always() -> AsyncIterator[AsyncSession]:
    session = SessionLocal()
    try:
        yield session
    finally:
        await session.commit()
        await session.close()


app = FastAPI(lifespan=lifespan)


@app.post("/sound")
async def add_soundly(item: ItemIn, session: Annotated[AsyncSession, Depends(sound)]) -> dict[str, int]:
    row = Item(name=item.name)
    session.add(row)
    await session.commit()
    return {"id": row.id}


@app.post("/begun")
async def add_begun(item: ItemIn) -> dict[str, str]:
    async with engine.begin() as connection:
        await connection.execute(insert(Item).values(name=item.name))
    return {"name": item.name}


@app.post("/late")
async def add_late(item: ItemIn, session: Annotated[AsyncSession, Depends(late)]) -> dict[str, str]:
    session.add(Item(name=item.name))
    return {"name": item.name}


@app.post("/always")
async def add_always(item: ItemIn, session: Annotated[AsyncSession, Depends(always)]) -> dict[str, str]:
    session.add(Item(name=item.name))
    await session.flush()
    return {"name": item.name}


@app.get("/leak")
async def leak() -> list[str]:
    session = SessionLocal()
    found = list(await session.scalars(select(Item.name).limit(5)))
    found.sort()
    await session.close()
    return found


@app.get("/twice")
async def twice(session: Annotated[AsyncSession, Depends(sound)]) -> list[int | str]:
    numbers = list(await session.scalars(select(Item.id).limit(5)))
    async with SessionLocal() as other:
        return [*numbers, *await other.scalars(select(Item.name).limit(5))]
