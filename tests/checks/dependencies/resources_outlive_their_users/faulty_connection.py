"""A stream reads from a connection that was given back."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp

from fastapi import FastAPI
from fastapi.responses import StreamingResponse
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import ResourceClosedError

engine = create_engine(f"sqlite:///{Path(mkdtemp(), 'shop.sqlite')}", connect_args={"check_same_thread": False})
app = FastAPI()


def rows(connection: Connection) -> Iterator[str]:
    yield "number\n"
    try:
        yield f"{connection.execute(text('SELECT 1')).scalar()}\n"  # fault
    except ResourceClosedError:
        yield "none\n"


@app.get("/export")
def read_export() -> StreamingResponse:
    with engine.connect() as connection:
        return StreamingResponse(rows(connection), media_type="text/csv")
