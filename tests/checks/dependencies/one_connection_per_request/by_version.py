"""A task and a stream with sessions of their own: since FastAPI 0.118 that of their request is open meanwhile."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp
from typing import Annotated

from fastapi import BackgroundTasks, Depends, FastAPI
from fastapi.responses import StreamingResponse
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker

engine = create_engine(f"sqlite:///{Path(mkdtemp(), 'shop.sqlite')}", connect_args={"check_same_thread": False})
SessionLocal = sessionmaker(engine)
app = FastAPI()


def get_session() -> Iterator[Session]:
    with SessionLocal() as session:
        yield session


def audit(name: str) -> None:
    with SessionLocal() as session:  # fault
        session.execute(text("SELECT 1"))


def rows() -> Iterator[str]:
    with SessionLocal() as session:  # fault
        yield f"{session.scalar(text('SELECT 1'))}\n"


@app.get("/orders")
def list_orders(session: Annotated[Session, Depends(get_session)], tasks: BackgroundTasks) -> list[int]:
    tasks.add_task(audit, "read")
    return list(session.scalars(text("SELECT 5")))


@app.get("/export")
def read_export(session: Annotated[Session, Depends(get_session)]) -> StreamingResponse:
    session.execute(text("SELECT 1"))
    return StreamingResponse(rows(), media_type="text/plain")
