"""A stream without a database: since FastAPI 0.118 the session of its request keeps a connection until it has ended."""

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


def lines(number: int) -> Iterator[str]:
    for one in range(number):
        yield f"{one}\n"


@app.get("/export")
def read_export(session: Annotated[Session, Depends(get_session)]) -> StreamingResponse:
    return StreamingResponse(lines(session.scalars(text("SELECT 5")).one()), media_type="text/plain")
