"""The session dependency commits below its yield."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI
from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from tests.checks.dependencies._shop import Item, sync_engine

ALSO = ("dependencies.burst-completes",)

SINCE = (0, 118)  # which leaves dependencies after it answered

SessionLocal = sessionmaker(sync_engine())


class ItemIn(BaseModel):
    name: str


def get_session() -> Iterator[Session]:
    with SessionLocal() as session:
        yield session
        session.commit()  # fault


SessionDep = Annotated[Session, Depends(get_session)]
app = FastAPI()


@app.post("/items", status_code=201)
def create_item(item: ItemIn, session: SessionDep) -> dict[str, str]:
    session.add(Item(name=item.name))
    return {"name": item.name}


@app.get("/items")
def list_items(session: SessionDep) -> list[str]:
    return list(session.scalars(select(Item.name).limit(5)))
