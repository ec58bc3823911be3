"""Who calls is looked up in a session of its own, which is open until the request ends."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from tests.checks.dependencies._shop import Item, Note, async_engine

sessions = async_sessionmaker(async_engine())


async def get_user() -> AsyncIterator[str]:
    async with sessions() as session:
        yield (await session.scalars(select(Note.text).limit(1))).first() or "nobody"


async def get_session() -> AsyncIterator[AsyncSession]:
    async with sessions() as session:  # fault
        yield session


UserDep = Annotated[str, Depends(get_user)]
SessionDep = Annotated[AsyncSession, Depends(get_session)]
router = APIRouter()


@router.get("/items")
async def list_items(user: UserDep, session: SessionDep) -> list[str]:
    return list(await session.scalars(select(Item.name).limit(5)))


@router.get("/notes")
async def list_notes(user: UserDep, session: SessionDep) -> list[str]:
    return list(await session.scalars(select(Note.text).limit(5)))


app = FastAPI()
app.include_router(router)
