"""Background tasks that are given bytes and rows, which outlive the upload and the session they come from."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp
from typing import Annotated

from fastapi import BackgroundTasks, Depends, FastAPI, File, UploadFile
from pydantic import BaseModel
from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

engine = create_engine(f"sqlite:///{Path(mkdtemp(), 'notes.sqlite')}", connect_args={"check_same_thread": False})
SessionLocal = sessionmaker(engine, expire_on_commit=False)
app = FastAPI()
sizes: dict[str, int] = {}


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


def store(content: bytes) -> None:
    sizes["file"] = len(content)


def index(note: Note) -> None:
    sizes["note"] = len(note.text)


@app.post("/files", status_code=202)
async def add_file(upload: Annotated[UploadFile, File()], tasks: BackgroundTasks) -> dict[str, bool]:
    tasks.add_task(store, await upload.read())
    await upload.close()
    return {"stored": True}


@app.post("/notes", status_code=201)
def add_note(body: NoteIn, session: Annotated[Session, Depends(get_session)], tasks: BackgroundTasks) -> dict[str, int]:
    note = Note(text=body.text)
    session.add(note)
    session.commit()
    tasks.add_task(index, note)
    return {"id": note.id}
