"""Pools that cannot run out of connections: none is kept, one is shared, or there may be any number."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from fastapi import Depends, FastAPI
from sqlalchemy import NullPool, StaticPool, create_engine, text
from sqlalchemy.orm import Session

folder = Path(tempfile.mkdtemp())
none_kept = create_engine(f"sqlite:///{folder / 'a.sqlite'}", poolclass=NullPool)
unlimited = create_engine(f"sqlite:///{folder / 'b.sqlite'}", max_overflow=-1)
shared = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
app = FastAPI()


def without_pool() -> Iterator[Session]:
    with Session(none_kept) as session:
        yield session


def without_limit() -> Iterator[Session]:
    with Session(unlimited) as session:
        yield session


@app.get("/one")
def one(db: Session = Depends(without_pool)) -> int:
    return db.scalar(text("select 1")) or 0


@app.get("/two")
def two(db: Session = Depends(without_limit)) -> int:
    return db.scalar(text("select 2")) or 0


@app.get("/three")
def three() -> int:
    with shared.connect() as connection:
        return connection.scalar(text("select 3")) or 0
