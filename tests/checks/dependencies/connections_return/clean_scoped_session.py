"""A session for each thread, removed by the dependency that gives it out."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session, sessionmaker

from tests.checks.dependencies._shop import Item, sync_engine

factory = sessionmaker(sync_engine())


def get_session() -> Iterator[Session]:
    registry = scoped_session(factory, scopefunc=lambda: 1)
    try:
        yield registry()
    finally:
        registry.remove()


app = FastAPI()


@app.get("/items")
def list_items(session: Annotated[Session, Depends(get_session)]) -> list[str]:
    return list(session.scalars(select(Item.name).limit(5)))
