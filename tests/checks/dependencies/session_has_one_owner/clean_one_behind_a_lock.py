"""One session for all, for whole transactions of one request after another."""

import threading
from pathlib import Path
from tempfile import mkdtemp

from fastapi import FastAPI
from pydantic import BaseModel
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

engine = create_engine(f"sqlite:///{Path(mkdtemp(), 'notes.sqlite')}", connect_args={"check_same_thread": False})
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
writer = Session(engine)
lock = threading.Lock()


@app.post("/notes", status_code=201)
def add_note(body: NoteIn) -> dict[str, int]:
    with lock, writer.begin():
        note = Note(text=body.text)
        writer.add(note)
        writer.flush()
        return {"id": note.id}


@app.get("/notes/count")
def count_notes() -> int:
    with Session(engine) as session:
        return session.scalar(select(func.count()).select_from(Note)) or 0
