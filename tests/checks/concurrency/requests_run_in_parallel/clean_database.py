"""A database through SQLAlchemy with pools as they come, sync in threads and async on the loop, read and written."""

import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, select
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

_file = Path(tempfile.mkdtemp()) / "notes.db"
engine = create_engine(f"sqlite:///{_file}", connect_args={"check_same_thread": False})
async_engine = create_async_engine(f"sqlite+aiosqlite:///{_file}")


class Base(DeclarativeBase):
    pass


class Note(Base):
    __tablename__ = "notes"
    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    Base.metadata.create_all(engine)
    yield
    await async_engine.dispose()


app = FastAPI(lifespan=lifespan)


def sync_session() -> Iterator[Session]:
    with Session(engine) as session:
        yield session


async def async_session() -> AsyncIterator[AsyncSession]:
    async with AsyncSession(async_engine) as session:
        yield session


@app.post("/notes", status_code=201)
def write(text: str, session: Annotated[Session, Depends(sync_session)]) -> int:
    note = Note(text=text)
    session.add(note)
    session.commit()
    return note.id


@app.get("/notes")
async def read(session: Annotated[AsyncSession, Depends(async_session)]) -> list[str]:
    return list(await session.scalars(select(Note.text).limit(10)))


@app.get("/notes/count")
def count(session: Annotated[Session, Depends(sync_session)]) -> int:
    return len(session.scalars(select(Note.id)).all())
