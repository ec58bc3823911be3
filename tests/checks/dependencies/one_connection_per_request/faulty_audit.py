"""An audit row in a session of its own, while the endpoint's has a transaction open."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from tests.checks.dependencies._shop import Item, Note, sync_engine

ALSO = ("dependencies.burst-completes",)

SessionLocal = sessionmaker(sync_engine())


def get_session() -> Iterator[Session]:
    with SessionLocal() as session:
        yield session


app = FastAPI()


@app.get("/items")
def list_items(session: Annotated[Session, Depends(get_session)]) -> list[str]:
    names = list(session.scalars(select(Item.name).limit(5)))
    with SessionLocal() as audit:  # fault
        audit.add(Note(text=f"read {len(names)}"))
        audit.commit()
    return names
