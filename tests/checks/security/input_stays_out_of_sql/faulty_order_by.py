"""A column to sort by is taken as it comes, in a repository that two operations share."""

from typing import Annotated, Any

from fastapi import Depends, Query
from sqlalchemy import StaticPool, create_engine, select, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from tests.checks.security._hardened import hardened

app = hardened()
engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})


class Base(DeclarativeBase):
    pass


class Item(Base):
    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


Base.metadata.create_all(engine)


class Items:
    def page(self, sort: str) -> list[str]:
        with Session(engine) as session:
            return [one.name for one in session.scalars(select(Item).order_by(text(sort)))]  # fault


@app.get("/items")
def items(repository: Annotated[Items, Depends()], sort: Annotated[str, Query(examples=["name"])] = "name") -> Any:
    return repository.page(sort)


@app.get("/archive")
def archive(repository: Annotated[Items, Depends()], order: str = "id") -> Any:
    return repository.page(order)
