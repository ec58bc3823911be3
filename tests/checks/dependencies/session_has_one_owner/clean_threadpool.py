"""A session made, used and closed in several threads of the pool, one after another."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp
from typing import Annotated

from fastapi import BackgroundTasks, Depends, FastAPI
from pydantic import BaseModel
from sqlalchemy import create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

engine = create_engine(f"sqlite:///{Path(mkdtemp(), 'notes.sqlite')}", connect_args={"check_same_thread": False})
SessionLocal = sessionmaker(engine)
app = FastAPI()


class Base(DeclarativeBase):
    pass


class Note(Base):
    __tablename__ = "notes"
    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]


class NoteIn(BaseModel):
    text: str


Base.metadata.create_all(engine)


def get_session() -> Iterator[Session]:
    with SessionLocal() as session:
        yield session


def get_count(session: Annotated[Session, Depends(get_session)]) -> int:
    return len(session.scalars(select(Note)).all())


def index() -> None:
    with SessionLocal() as session:
        session.scalars(select(Note)).all()


@app.post("/notes", status_code=201)
def add_note(
    body: NoteIn,
    session: Annotated[Session, Depends(get_session)],
    count: Annotated[int, Depends(get_count)],
    tasks: BackgroundTasks,
) -> dict[str, int]:
    note = Note(text=body.text)
    session.add(note)
    session.commit()
    tasks.add_task(index)
    return {"id": note.id, "before": count}
