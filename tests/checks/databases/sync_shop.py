"""A shop that is sound and faulty by turns, on a database that is used synchronously."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import Depends, FastAPI
from pydantic import BaseModel
from sqlalchemy import create_engine, insert, select
from sqlalchemy.orm import Session, sessionmaker

from tests.checks.databases._tables import URL, Base, Item

engine = create_engine(URL)
SessionLocal = sessionmaker(engine)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    Base.metadata.create_all(engine)
    yield
    engine.dispose()
    Base.metadata.drop_all(engine)
    engine.dispose()


class ItemIn(BaseModel):
    name: str


def sound() -> Iterator[Session]:
    with SessionLocal() as session:
        yield session


def late() -> Iterator[Session]:
    with SessionLocal() as session:
        yield session
        session.commit()


def always() -> Iterator[Session]:
    session = SessionLocal()
    try:
        yield session
    finally:
        session.commit()
        session.close()


app = FastAPI(lifespan=lifespan)


@app.post("/sound")
def add_soundly(item: ItemIn, session: Annotated[Session, Depends(sound)]) -> dict[str, int]:
    row = Item(name=item.name)
    session.add(row)
    session.commit()
    return {"id": row.id}


@app.post("/begun")
def add_begun(item: ItemIn) -> dict[str, str]:
    with engine.begin() as connection:
        connection.execute(insert(Item).values(name=item.name))
    return {"name": item.name}


@app.post("/late")
def add_late(item: ItemIn, session: Annotated[Session, Depends(late)]) -> dict[str, str]:
    session.add(Item(name=item.name))
    return {"name": item.name}


@app.post("/always")
def add_always(item: ItemIn, session: Annotated[Session, Depends(always)]) -> dict[str, str]:
    session.add(Item(name=item.name))
    session.flush()
    return {"name": item.name}


@app.get("/leak")
def leak() -> list[str]:
    session = SessionLocal()
    found = list(session.scalars(select(Item.name).limit(5)))
    found.sort()
    session.close()
    return found


@app.get("/twice")
def twice(session: Annotated[Session, Depends(sound)]) -> list[int | str]:
    numbers = list(session.scalars(select(Item.id).limit(5)))
    with SessionLocal() as other:
        return [*numbers, *other.scalars(select(Item.name).limit(5))]
