"""Rows are looked for among those of the caller, by SQLAlchemy."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, HTTPException
from pydantic import BaseModel, ConfigDict
from sqlalchemy import StaticPool, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from tests.checks.security._hardened import bearer, hardened

engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
app = hardened()


class Base(DeclarativeBase):
    pass


class Note(Base):
    __tablename__ = "notes"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    owner: Mapped[str]


Base.metadata.create_all(engine)


class NoteIn(BaseModel):
    title: str


class NoteOut(NoteIn):
    model_config = ConfigDict(from_attributes=True)
    id: int


def session() -> Iterator[Session]:
    with Session(engine) as opened:
        yield opened


Db = Annotated[Session, Depends(session)]
User = Annotated[str, Depends(bearer)]


def own(note_id: int, db: Db, user: User) -> Note:
    note = db.scalar(select(Note).where(Note.id == note_id, Note.owner == user))
    if note is None:
        raise HTTPException(404, "no such note")
    return note


Own = Annotated[Note, Depends(own)]


@app.post("/notes", status_code=201, response_model=NoteOut)
def add(body: NoteIn, db: Db, user: User) -> Note:
    note = Note(title=body.title, owner=user)
    db.add(note)
    db.commit()
    return note


@app.get("/notes", response_model=list[NoteOut])
def listed(db: Db, user: User) -> list[Note]:
    return list(db.scalars(select(Note).where(Note.owner == user)))


@app.get("/notes/{note_id}", response_model=NoteOut)
def read(note: Own) -> Note:
    return note


@app.patch("/notes/{note_id}", response_model=NoteOut)
def rename(note: Own, body: NoteIn, db: Db) -> Note:
    note.title = body.title
    db.commit()
    return note


@app.delete("/notes/{note_id}", status_code=204)
def remove(note: Own, db: Db) -> None:
    db.delete(note)
    db.commit()
