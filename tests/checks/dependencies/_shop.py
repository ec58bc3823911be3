"""A database for the apps beside this module: a file of its own for each, in a folder that is gone at the end."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Item(Base):
    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    views: Mapped[int] = mapped_column(default=0)


class Note(Base):
    __tablename__ = "notes"
    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]


_folders: list[tempfile.TemporaryDirectory[str]] = []


def _file() -> Path:
    _folders.append(tempfile.TemporaryDirectory(prefix="shop-"))
    return Path(_folders[-1].name, "shop.sqlite")


def sync_engine(**options: Any) -> Engine:
    """Return an engine to a new database with tables."""
    engine = create_engine(f"sqlite:///{_file()}", **options)
    Base.metadata.create_all(engine)
    return engine


def async_engine(**options: Any) -> AsyncEngine:
    """Return an asynchronous engine to a new database with tables."""
    path = _file()
    made = create_engine(f"sqlite:///{path}")
    Base.metadata.create_all(made)
    made.dispose()
    return create_async_engine(f"sqlite+aiosqlite:///{path}", **options)
