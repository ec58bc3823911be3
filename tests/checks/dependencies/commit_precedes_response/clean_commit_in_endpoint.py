"""The endpoint commits; the dependency only closes."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from pydantic import BaseModel
from sqlalchemy.orm import Session, sessionmaker

from tests.checks.dependencies._shop import Item, sync_engine

SessionLocal = sessionmaker(autocommit=False, autoflush=False, bind=sync_engine())


def get_db() -> Iterator[Session]:
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()


class ItemIn(BaseModel):
    name: str


app = FastAPI()


@app.post("/items")
def create_item(item: ItemIn, db: Annotated[Session, Depends(get_db)]) -> dict[str, int | str]:
    row = Item(name=item.name)
    db.add(row)
    db.commit()
    db.refresh(row)
    return {"id": row.id, "name": row.name}


@app.delete("/items/{item_id}", status_code=204)
def delete_item(item_id: int, db: Annotated[Session, Depends(get_db)]) -> None:
    row = db.get(Item, item_id)
    if row is None:
        raise HTTPException(404, "There is no such item.")
    db.delete(row)
    db.commit()
