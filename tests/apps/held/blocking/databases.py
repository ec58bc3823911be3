"""Databases in a file, asked on the loop."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from typing import Annotated

from fastapi import APIRouter, Depends
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.apps.held.stores import Author, sessions
from tests.apps.held.surroundings import SQLITE

router = APIRouter()


@router.get("/sqlite3")
async def with_sqlite3() -> int:
    with closing(sqlite3.connect(SQLITE)) as connection:  # blocks: sqlite3
        return int(connection.execute("select count(*) from held_books").fetchone()[0])  # blocks: sqlite3


@router.get("/sqlite3-write")
async def with_sqlite3_write() -> str:
    with closing(sqlite3.connect(SQLITE, timeout=2)) as connection, connection:  # blocks: sqlite3-write
        connection.execute("insert into held_visits values ('/')")  # blocks: sqlite3-write
    return "written"


async def _session() -> AsyncIterator[Session]:
    with sessions() as session:  # blocks: orm, orm-lazy
        yield session


SessionDep = Annotated[Session, Depends(_session)]


@router.get("/orm")
async def with_orm(session: SessionDep) -> list[str]:
    return [author.name for author in session.scalars(select(Author))]  # blocks: orm


@router.get("/orm-lazy")
async def with_lazy_relationship(session: SessionDep) -> list[str]:
    author = session.get(Author, 1)  # blocks: orm-lazy
    return [book.title for book in author.books] if author else []  # blocks: orm-lazy


class Authors:
    """A repository, as in the books."""

    def __init__(self, session: Annotated[Session, Depends(sessions)]) -> None:
        self.session = session

    def named(self, name: str) -> Author | None:
        query = select(Author).where(Author.name == name)
        return self.session.execute(query).scalar_one_or_none()  # blocks: repository


@router.get("/repository")
async def with_repository(name: str = "Ann") -> bool:
    with sessions() as session:  # blocks: repository
        return Authors(session).named(name) is not None
