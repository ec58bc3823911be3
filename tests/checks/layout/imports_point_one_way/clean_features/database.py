from collections.abc import Iterator

from sqlalchemy import StaticPool, create_engine
from sqlalchemy.orm import DeclarativeBase, Session

engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})


class Base(DeclarativeBase):
    pass


def session() -> Iterator[Session]:
    with Session(engine) as opened:
        yield opened
