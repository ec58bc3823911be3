"""Databases the app keeps open while it runs."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import ForeignKey, create_engine
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship, sessionmaker

from tests.apps.held.surroundings import POSTGRES, SQLITE


class Base(DeclarativeBase):
    pass


class Author(Base):
    __tablename__ = "held_authors"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    books: Mapped[list["Book"]] = relationship(back_populates="author")


class Book(Base):
    __tablename__ = "held_books"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    author_id: Mapped[int] = mapped_column(ForeignKey("held_authors.id"))
    author: Mapped[Author] = relationship(back_populates="books")


engine = create_engine(f"sqlite:///{SQLITE}")
sessions = sessionmaker(engine)
async_engine = create_async_engine(f"sqlite+aiosqlite:///{SQLITE}")
async_sessions = async_sessionmaker(async_engine, expire_on_commit=False)
postgres_engine = create_async_engine(f"postgresql+asyncpg://{POSTGRES}")
postgres_sessions = async_sessionmaker(postgres_engine)


@asynccontextmanager
async def opened() -> AsyncIterator[None]:
    """Make the tables, in the way of many services: before anything is served, and not asynchronously."""
    Base.metadata.create_all(engine)
    with sessions() as session, session.begin():
        session.merge(Author(id=1, name="Ann"))
        session.merge(Book(id=1, title="A first book", author_id=1))
    with sqlite3.connect(SQLITE) as connection:
        connection.execute("create table if not exists held_visits (path text)")
    try:
        yield
    finally:
        await async_engine.dispose()
        await postgres_engine.dispose()
        engine.dispose()


async def async_session() -> AsyncIterator[AsyncSession]:
    async with async_sessions() as session:
        yield session


def session() -> Session:
    return sessions()
