"""The tutorial's session, with `async def` put before the routes."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from tempfile import TemporaryDirectory
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

ALSO = ["concurrency.async-routes-await", "concurrency.no-thread-local-state", "concurrency.requests-run-in-parallel"]
FOLDER = TemporaryDirectory()
engine = create_engine(f"sqlite:///{FOLDER.name}/heroes.db", connect_args={"check_same_thread": False})


class Base(DeclarativeBase):
    pass


class Hero(Base):
    __tablename__ = "heroes"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    Base.metadata.create_all(engine)
    yield
    engine.dispose()


def get_session() -> Iterator[Session]:
    with Session(engine) as session:
        yield session


app = FastAPI(lifespan=lifespan)


@app.get("/heroes")
async def list_heroes(session: Annotated[Session, Depends(get_session)]) -> list[str]:
    return [hero.name for hero in session.scalars(select(Hero))]  # fault
