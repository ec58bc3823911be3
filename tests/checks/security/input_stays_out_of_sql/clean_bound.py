"""Values are bound, also in LIKE, and names come from a list, an enum, or the mapped class."""

import re
from typing import Annotated, Any, Literal

from fastapi import Depends, HTTPException
from sqlalchemy import StaticPool, column, create_engine, select, table, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from tests.checks.security._hardened import hardened

app = hardened()
engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
COLUMNS = {"id", "name"}


class Base(DeclarativeBase):
    pass


class Item(Base):
    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


Base.metadata.create_all(engine)


def session() -> Any:
    with Session(engine) as found:
        yield found


Database = Annotated[Session, Depends(session)]


@app.get("/like")
def like(db: Database, q: str = "") -> list[str]:
    return list(db.scalars(text("SELECT name FROM items WHERE name LIKE :q"), {"q": f"%{q}%"}))


@app.get("/orm")
def orm(db: Database, q: str = "") -> list[str]:
    return list(db.scalars(select(Item.name).where(Item.name.icontains(q, autoescape=True))))


@app.get("/allowed")
def allowed(db: Database, sort: str = "name") -> list[str]:
    if sort not in COLUMNS:
        raise HTTPException(400, "no such column")
    return list(db.scalars(text(f"SELECT name FROM items ORDER BY {sort}")))


@app.get("/falls-back")
def falls_back(db: Database, sort: str = "name") -> list[str]:
    return list(db.scalars(select(Item.name).order_by(getattr(Item, sort, Item.name))))


@app.get("/literal")
def literal(db: Database, sort: Literal["id", "name"] = "name", limit: int = 5) -> list[str]:
    return list(db.scalars(text(f"SELECT name FROM items ORDER BY {sort} LIMIT {limit}")))


@app.get("/quoted")
def quoted(db: Database, alias: str = "found") -> list[str]:
    found = table("items", column("name"))
    return list(db.scalars(select(found.c.name.label(alias))))


@app.get("/checked")
def checked(db: Database, alias: str = "found") -> list[str]:
    if not re.fullmatch(r"[a-zA-Z0-9]+", alias):
        raise HTTPException(400, "letters and digits")
    return list(db.scalars(text(f"SELECT name AS {alias} FROM items")))


@app.post("/items", status_code=201)
def add(db: Database, name: str) -> str:
    db.add(Item(name=name))
    db.commit()
    return name
