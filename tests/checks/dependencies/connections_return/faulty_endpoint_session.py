"""A session made in the endpoint, closed at its end but not on the way out."""

from fastapi import FastAPI, HTTPException
from sqlalchemy.orm import sessionmaker

from tests.checks.dependencies._shop import Item, sync_engine

SessionLocal = sessionmaker(sync_engine())
app = FastAPI()


@app.post("/items")
def create_item(name: str) -> dict[str, int]:
    session = SessionLocal()  # fault
    row = Item(name=name)
    session.add(row)
    session.flush()
    if row.id < 0:
        raise HTTPException(409, "It is there already.")
    number = row.id
    session.commit()
    session.close()
    return {"id": number}
