"""What is right since FastAPI 0.118, which leaves dependencies after the answer, and was wrong before."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp
from typing import Annotated

from fastapi import BackgroundTasks, Depends, FastAPI, File, UploadFile
from fastapi.responses import StreamingResponse
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker

engine = create_engine(f"sqlite:///{Path(mkdtemp(), 'shop.sqlite')}", connect_args={"check_same_thread": False})
SessionLocal = sessionmaker(engine)
app = FastAPI()
sizes: dict[str, int] = {}


def get_session() -> Iterator[Session]:
    with SessionLocal() as session:
        yield session


def audit(session: Session) -> None:
    session.execute(text("SELECT 1"))  # fault
    session.commit()


def rows(session: Session) -> Iterator[str]:
    yield f"{session.scalar(text('SELECT 1'))}\n"  # fault


async def store(upload: UploadFile) -> None:
    sizes["latest"] = len(await upload.read())  # fault


@app.get("/orders")
def list_orders(session: Annotated[Session, Depends(get_session)], tasks: BackgroundTasks) -> list[int]:
    tasks.add_task(audit, session)
    return list(session.scalars(text("SELECT 5")))


@app.get("/export")
def read_export(session: Annotated[Session, Depends(get_session)]) -> StreamingResponse:
    return StreamingResponse(rows(session), media_type="text/plain")


@app.post("/files", status_code=202)
async def add_file(upload: Annotated[UploadFile, File()], tasks: BackgroundTasks) -> dict[str, str]:
    tasks.add_task(store, upload)
    return {"name": upload.filename or ""}
