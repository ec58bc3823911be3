"""Notes in a database, told apart by the cookie of a session: the owner stands in every query but one."""

from typing import Annotated, Any

from fastapi import Cookie, Depends, HTTPException
from sqlalchemy import StaticPool, create_engine, delete, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from tests.checks.security._hardened import TOKENS, hardened

COOKIE = True
app = hardened()
engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})


class Base(DeclarativeBase):
    pass


class Note(Base):
    __tablename__ = "notes"
    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    owner_id: Mapped[str]


Base.metadata.create_all(engine)


def current(session: Annotated[str, Cookie()] = "") -> str:
    if session not in TOKENS:
        raise HTTPException(401, "who are you?", headers={"WWW-Authenticate": "Cookie"})
    return TOKENS[session]


def database() -> Any:
    with Session(engine) as found:
        yield found


User, Database = Annotated[str, Depends(current)], Annotated[Session, Depends(database)]


@app.post("/notes", status_code=201)
def add(user: User, db: Database, text: str) -> dict[str, Any]:
    note = Note(text=text, owner_id=user)
    db.add(note)
    db.commit()
    return {"id": note.id, "text": note.text}


@app.get("/notes/{note_id}")
def read(user: User, db: Database, note_id: int) -> dict[str, Any]:
    note = db.scalar(select(Note).where(Note.id == note_id, Note.owner_id == user))
    if note is None:
        raise HTTPException(404, "no such note")
    return {"id": note.id, "text": note.text}


@app.delete("/notes/{note_id}")
def remove(user: User, db: Database, note_id: int) -> dict[str, bool]:  # fault
    if db.execute(delete(Note).where(Note.id == note_id)).rowcount == 0:
        raise HTTPException(404, "no such note")
    db.commit()
    return {"removed": True}
