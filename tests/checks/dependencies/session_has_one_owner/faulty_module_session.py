"""One session for the whole process, made when the module is imported."""

from pathlib import Path
from tempfile import mkdtemp

from fastapi import FastAPI
from pydantic import BaseModel
from sqlalchemy import create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

engine = create_engine(f"sqlite:///{Path(mkdtemp(), 'notes.sqlite')}", connect_args={"check_same_thread": False})


class Base(DeclarativeBase):
    pass


class Note(Base):
    __tablename__ = "notes"
    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]


class NoteIn(BaseModel):
    text: str


Base.metadata.create_all(engine)
db = Session(engine)  # fault
app = FastAPI()


@app.get("/notes")
def list_notes() -> list[str]:
    return [note.text for note in db.scalars(select(Note).limit(10))]


@app.post("/notes", status_code=201)
def add_note(body: NoteIn) -> dict[str, int]:
    note = Note(text=body.text)
    db.add(note)
    db.commit()
    return {"id": note.id}
