"""One handler maps every SQLAlchemy failure of the connection to 503 with Retry-After."""

import logging
from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, HTTPException, Request
from fastapi.responses import JSONResponse
from sqlalchemy import String, create_engine, event
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.pool import StaticPool

from tests.checks.errors._base import make_app

log = logging.getLogger(__name__)
engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False, "timeout": 1})
app = make_app("detail")


@event.listens_for(engine, "connect")
def busy_timeout(connection, _) -> None:
    connection.execute("PRAGMA busy_timeout = 1000")


class Base(DeclarativeBase):
    pass


class Hero(Base):
    __tablename__ = "heroes"

    name: Mapped[str] = mapped_column(String(50), primary_key=True)


Base.metadata.create_all(engine)
with Session(engine) as setup:
    setup.add(Hero(name="ann"))
    setup.commit()


async def database_gone(request: Request, exc: SQLAlchemyError) -> JSONResponse:
    log.error("database", exc_info=exc)
    return JSONResponse({"detail": "The database does not answer"}, 503, {"Retry-After": "5"})


app.add_exception_handler(DBAPIError, database_gone)
app.add_exception_handler(PoolTimeoutError, database_gone)


def get_session() -> Iterator[Session]:
    with Session(engine) as session:
        yield session


@app.get("/heroes/{name}")
def read_hero(name: str, session: Annotated[Session, Depends(get_session)]) -> dict[str, str]:
    hero = session.get(Hero, name)
    if hero is None:
        raise HTTPException(404, "No such hero")
    return {"name": hero.name}
