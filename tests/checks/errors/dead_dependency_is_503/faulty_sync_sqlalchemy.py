"""A session in a sync dependency, and nobody who thinks of a database that is gone: 500."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, HTTPException
from sqlalchemy import String, create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.pool import StaticPool

from tests.checks.errors._base import make_app

engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
app = make_app("detail")


class Base(DeclarativeBase):
    pass


class Hero(Base):
    __tablename__ = "heroes"

    name: Mapped[str] = mapped_column(String(50), primary_key=True)


Base.metadata.create_all(engine)
with Session(engine) as setup:
    setup.add(Hero(name="ann"))
    setup.commit()


def get_session() -> Iterator[Session]:
    with Session(engine) as session:
        yield session


@app.get("/heroes/{name}")
def read_hero(name: str, session: Annotated[Session, Depends(get_session)]) -> dict[str, str]:
    hero = session.get(Hero, name)  # fault
    if hero is None:
        raise HTTPException(404, "No such hero")
    return {"name": hero.name}
