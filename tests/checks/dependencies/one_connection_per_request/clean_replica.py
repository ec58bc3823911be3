"""What is read comes from a replica, what is written goes to the primary: two pools."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.checks.dependencies._shop import Item, Note, sync_engine

primary, replica = sync_engine(), sync_engine()


def get_primary() -> Iterator[Session]:
    with Session(primary) as session:
        yield session


def get_replica() -> Iterator[Session]:
    with Session(replica) as session:
        yield session


app = FastAPI()


@app.post("/items")
def create_item(
    name: str,
    writing: Annotated[Session, Depends(get_primary)],
    reading: Annotated[Session, Depends(get_replica)],
) -> list[str]:
    writing.add(Item(name=name))
    writing.flush()
    names = list(reading.scalars(select(Note.text).limit(5)))
    writing.commit()
    return names
