"""A helper for transactions that has no branch for errors, used in the endpoint."""

from collections.abc import Iterator
from contextlib import contextmanager

from fastapi import FastAPI
from sqlalchemy.orm import Session

from tests.checks.dependencies._shop import Item, Note, sync_engine

engine = sync_engine()


@contextmanager
def transaction() -> Iterator[Session]:
    session = Session(engine)
    try:
        yield session
    finally:
        session.commit()  # fault
        session.close()


app = FastAPI()


@app.post("/items")
def create_item(name: str) -> dict[str, int]:
    with transaction() as session:
        row = Item(name=name)
        session.add(row)
        session.flush()
        session.add(Note(text=f"created {row.id}"))
        return {"id": row.id}
