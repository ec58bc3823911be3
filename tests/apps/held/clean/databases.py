"""SQLAlchemy that awaits, with what looks synchronous inside."""

from typing import Annotated

import aiosqlite
import sqlalchemy
from fastapi import APIRouter, Depends
from greenlet import greenlet
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session, selectinload
from sqlalchemy.util import await_only, greenlet_spawn

from tests.apps.held.stores import Author, Book, async_session
from tests.apps.held.surroundings import SQLITE

router = APIRouter()
SessionDep = Annotated[AsyncSession, Depends(async_session)]


@router.get("/orm")
async def with_orm(session: SessionDep) -> list[str]:
    return [author.name for author in await session.scalars(sqlalchemy.select(Author))]


@router.get("/orm-relationship")
async def with_relationship(session: SessionDep) -> list[str]:
    query = sqlalchemy.select(Author).options(selectinload(Author.books))
    return [book.title for author in await session.scalars(query) for book in author.books]


@router.get("/orm-run-sync")
async def with_run_sync(session: SessionDep) -> int:
    return await session.run_sync(_count)


def _count(session: Session) -> int:
    return session.query(Book).count() + len(session.get_one(Author, 1).books)


@router.post("/orm-write")
async def with_write(session: SessionDep, title: str = "another book") -> str:
    book = Book(title=title, author_id=1)
    session.add(book)
    await session.commit()
    await session.refresh(book)
    return book.title


@router.get("/aiosqlite")
async def with_aiosqlite() -> int:
    async with aiosqlite.connect(SQLITE) as connection, connection.execute("select count(*) from held_books") as cursor:
        row = await cursor.fetchone()
        return int(row[0]) if row else 0


@router.get("/greenlet")
async def with_greenlet() -> int:
    return greenlet(lambda number: number * 2).switch(21)


@router.get("/greenlet-bridge")
async def with_greenlet_bridge(session: SessionDep) -> int:
    return await greenlet_spawn(_bridged, session)


def _bridged(session: AsyncSession) -> int:
    return int(await_only(session.scalar(sqlalchemy.text("select 7"))))
