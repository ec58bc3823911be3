"""The dependency returns a session, and nobody closes it."""

from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from tests.checks.dependencies._shop import Item, Note, async_engine

sessions = async_sessionmaker(async_engine(pool_size=20))


async def get_session() -> AsyncSession:
    return sessions()  # fault


SessionDep = Annotated[AsyncSession, Depends(get_session)]
router = APIRouter()


@router.get("/items")
async def list_items(session: SessionDep) -> list[str]:
    return list(await session.scalars(select(Item.name).limit(5)))


@router.get("/notes")
async def list_notes(session: SessionDep) -> list[str]:
    return list(await session.scalars(select(Note.text).limit(5)))


app = FastAPI()
app.include_router(router)
