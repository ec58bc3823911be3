"""Everything in one module that has grown: an engine, tables, models and nine operations."""

from fastapi import FastAPI
from pydantic import BaseModel
from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

engine = create_engine("sqlite://")
sessions = sessionmaker(engine)


class Base(DeclarativeBase):
    pass


class ItemRow(Base):
    __tablename__ = "items"

    id: Mapped[int] = mapped_column(primary_key=True)


class Item(BaseModel):  # fault
    id: int


app = FastAPI()


@app.get("/items/first")
def read_first_items() -> list[Item]:
    return []


@app.get("/items/second")
def read_second_items() -> list[Item]:
    return []


@app.get("/items/third")
def read_third_items() -> list[Item]:
    return []


@app.get("/items/fourth")
def read_fourth_items() -> list[Item]:
    return []


@app.get("/items/fifth")
def read_fifth_items() -> list[Item]:
    return []


@app.get("/items/sixth")
def read_sixth_items() -> list[Item]:
    return []


@app.get("/items/seventh")
def read_seventh_items() -> list[Item]:
    return []


@app.get("/items/eighth")
def read_eighth_items() -> list[Item]:
    return []


@app.get("/items/ninth")
def read_ninth_items() -> list[Item]:
    return []
