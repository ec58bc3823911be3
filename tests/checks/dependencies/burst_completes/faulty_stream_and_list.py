"""Two operations with the session of a request: one gives its connection back before it streams, the other does not."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.responses import StreamingResponse
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker

engine = create_engine(f"sqlite:///{Path(mkdtemp(), 'shop.sqlite')}", connect_args={"check_same_thread": False})
SessionLocal = sessionmaker(engine)
app = FastAPI()


def get_session() -> Iterator[Session]:
    with SessionLocal() as session:  # fault
        yield session


SessionDep = Annotated[Session, Depends(get_session)]


@app.get("/export")
def read_export(session: SessionDep) -> StreamingResponse:
    number = session.scalars(text("SELECT 5")).one()
    session.rollback()
    return StreamingResponse((f"{one}\n" for one in range(number)), media_type="text/plain")


@app.get("/orders")
def list_orders(session: SessionDep) -> list[int]:
    return list(session.scalars(text("SELECT 5")))
