"""A dependency keeps a log of requests: a row that it began before, and one that it writes when it is left."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI, Request
from pydantic import BaseModel
from sqlalchemy.orm import Session, sessionmaker

from tests.checks.dependencies._shop import Item, Note, sync_engine

SessionLocal = sessionmaker(sync_engine())
LogSession = sessionmaker(sync_engine())


def log_request(request: Request) -> Iterator[None]:
    with LogSession() as session:
        session.add(Note(text=f"begun {request.url.path}"))
        session.flush()
        try:
            yield
        finally:
            session.add(Note(text=f"done {request.url.path}"))
            session.commit()


def get_session() -> Iterator[Session]:
    with SessionLocal() as session:
        yield session


class ItemIn(BaseModel):
    name: str


app = FastAPI(dependencies=[Depends(log_request)])


@app.post("/items")
def create_item(item: ItemIn, session: Annotated[Session, Depends(get_session)]) -> dict[str, str]:
    session.add(Item(name=item.name))
    session.commit()
    return {"name": item.name}
