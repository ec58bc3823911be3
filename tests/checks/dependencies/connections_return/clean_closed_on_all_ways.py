"""Closed by hand on each way out, and at the very end."""

from fastapi import FastAPI
from sqlalchemy import select
from sqlalchemy.orm import sessionmaker

from tests.checks.dependencies._shop import Item, sync_engine

SessionLocal = sessionmaker(sync_engine())
app = FastAPI()


@app.get("/items")
def list_items() -> list[str]:
    session = SessionLocal()
    try:
        names = list(session.scalars(select(Item.name).limit(5)))
    except BaseException:
        session.close()
        raise
    session.close()
    return names


@app.get("/count")
def count_items() -> int:
    session = SessionLocal()
    count = len(session.scalars(select(Item.id).limit(5)).all())
    session.close()
    return count
