"""A function is cached with the session of each request among its arguments."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from functools import lru_cache

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE item (name TEXT)"))
        connection.execute(text("INSERT INTO item VALUES ('kettle')"))
    yield
    engine.dispose()


app = FastAPI(lifespan=lifespan)


def session() -> Iterator[Session]:
    with Session(engine) as session:
        yield session


@lru_cache(maxsize=128)  # fault
def names(session: Session) -> tuple[str, ...]:
    return tuple(row.name for row in session.execute(text("SELECT name FROM item")))


@app.get("/items")
def items(session: Session = Depends(session)) -> tuple[str, ...]:
    return names(session)
