"""The tables, as SQLAlchemy maps them."""

from typing import Annotated

from sqlalchemy import BigInteger, Double, ForeignKey, Integer, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

# SQLite numbers rows by itself only for a column of type INTEGER, which holds 64 bits there.
BigId = BigInteger().with_variant(Integer, "sqlite")
PrimaryKey = Annotated[int, mapped_column(BigId, primary_key=True)]


class Base(DeclarativeBase):
    """What all tables share."""


class User(Base):
    """Somebody who can log in."""

    __tablename__ = "users"

    id: Mapped[PrimaryKey]
    username: Mapped[str] = mapped_column(String(32), unique=True)
    password_hash: Mapped[str] = mapped_column(String(255))


class Item(Base):
    """Something in the catalogue."""

    __tablename__ = "items"

    id: Mapped[PrimaryKey]
    owner_id: Mapped[int] = mapped_column(BigId, ForeignKey("users.id"), index=True)
    name: Mapped[str] = mapped_column(String(100))
    description: Mapped[str] = mapped_column(String(1000))
    price_cents: Mapped[int] = mapped_column(Integer)
    weight_kg: Mapped[float] = mapped_column(Double)
