"""A background task writes with a session that the endpoint closes when it returns."""

from pathlib import Path
from tempfile import mkdtemp

from fastapi import BackgroundTasks, FastAPI
from pydantic import BaseModel
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

ALSO = ("dependencies.connections-return",)

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


def count(session: Session) -> None:
    number = session.scalar(select(func.count()).select_from(Note))  # fault
    print("notes:", number)


@app.post("/notes", status_code=201)
def add_note(body: NoteIn, tasks: BackgroundTasks) -> dict[str, int]:
    with SessionLocal() as session:
        note = Note(text=body.text)
        session.add(note)
        session.commit()
        tasks.add_task(count, session)
        return {"id": note.id}
