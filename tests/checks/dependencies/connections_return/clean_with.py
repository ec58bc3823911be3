"""Sessions in a `with`: in a dependency, and in the endpoint."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from tests.checks.dependencies._shop import Item, sync_engine

SessionLocal = sessionmaker(sync_engine())


def get_session() -> Iterator[Session]:
    with SessionLocal() as session:
        yield session


app = FastAPI()


@app.post("/items")
def create_item(name: str) -> dict[str, int]:
    with SessionLocal() as session:
        row = Item(name=name)
        session.add(row)
        session.commit()
        return {"id": row.id}


@app.get("/items/{item_id}")
def read_item(item_id: int, session: Annotated[Session, Depends(get_session)]) -> dict[str, str]:
    row = session.scalars(select(Item).where(Item.id == item_id)).first()
    if row is None:
        raise HTTPException(404, "There is no such item.")
    return {"name": row.name}
