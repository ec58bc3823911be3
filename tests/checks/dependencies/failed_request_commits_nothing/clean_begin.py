"""A transaction around the whole endpoint, left in time, and one inside of it."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session, sessionmaker

from tests.checks.dependencies._shop import Item, Note, sync_engine

SINCE = (0, 121)  # which knows scopes of dependencies

SessionLocal = sessionmaker(sync_engine())


def get_session() -> Iterator[Session]:
    with SessionLocal.begin() as session:
        yield session


app = FastAPI()


@app.post("/items")
def create_item(name: str, session: Annotated[Session, Depends(get_session, scope="function")]) -> dict[str, str]:
    session.add(Item(name=name))
    return {"name": name}


@app.post("/notes")
def create_note(text: str) -> dict[str, int]:
    with SessionLocal() as session, session.begin():
        row = Note(text=text)
        session.add(row)
        session.flush()
        return {"id": row.id}
