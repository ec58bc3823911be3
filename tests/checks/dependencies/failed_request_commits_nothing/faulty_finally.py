"""The session dependency commits in its finally, also what the endpoint left to be flushed."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI
from pydantic import BaseModel
from sqlalchemy.orm import Session, sessionmaker

from tests.checks.dependencies._shop import Item, sync_engine

ALSO = ("dependencies.commit-precedes-response",)

SessionLocal = sessionmaker(sync_engine())


class ItemIn(BaseModel):
    name: str


def get_session() -> Iterator[Session]:
    session = SessionLocal()
    try:
        yield session
    finally:
        session.commit()  # fault
        session.close()


app = FastAPI()


@app.post("/items", status_code=201)
def create_item(item: ItemIn, session: Annotated[Session, Depends(get_session)]) -> dict[str, str]:
    session.add(Item(name=item.name))
    return {"name": item.name}
