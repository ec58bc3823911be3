"""A dependency that commits below its yield for who only reads; a stream that notes what it sent as it goes."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.responses import StreamingResponse
from sqlalchemy import insert, select
from sqlalchemy.orm import Session, sessionmaker

from tests.checks.dependencies._shop import Item, Note, sync_engine

SessionLocal = sessionmaker(sync_engine())


def get_session() -> Iterator[Session]:
    with SessionLocal() as session:
        yield session
        session.commit()


def lines() -> Iterator[str]:
    for number in range(3):
        with SessionLocal.begin() as session:
            session.execute(insert(Note).values(text=f"sent {number}"))
        yield f"{number}\n"


app = FastAPI()


@app.get("/items")
def list_items(session: Annotated[Session, Depends(get_session)]) -> list[str]:
    return list(session.scalars(select(Item.name).limit(5)))


@app.get("/export")
def export() -> StreamingResponse:
    return StreamingResponse(lines(), media_type="text/plain")


@app.post("/items")
def create_item(name: str) -> dict[str, str]:
    with SessionLocal.begin() as session:
        session.add(Item(name=name))
    return {"name": name}
