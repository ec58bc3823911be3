"""A small service in one file, with all that it needs: nobody has to look for anything."""

from fastapi import FastAPI
from pydantic import BaseModel
from pydantic_settings import BaseSettings
from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Settings(BaseSettings):
    colour: str = "red"


engine = create_engine("sqlite://")


class Base(DeclarativeBase):
    pass


class ItemRow(Base):
    __tablename__ = "items"

    id: Mapped[int] = mapped_column(primary_key=True)


class Item(BaseModel):
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
