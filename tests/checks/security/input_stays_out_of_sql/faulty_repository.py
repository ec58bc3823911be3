"""A repository that puts filters together, for two operations."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from pydantic import BaseModel
from sqlalchemy import StaticPool, create_engine, text
from sqlalchemy.engine import Engine

from tests.checks.security._hardened import hardened

engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
with engine.begin() as connection:
    connection.execute(text("CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, city TEXT)"))


class Repository:
    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def find(self, **filters: Any) -> list[dict[str, Any]]:
        conditions = [f"{name} = '{value}'" for name, value in filters.items() if value is not None]
        statement = "SELECT * FROM people" + (" WHERE " + " AND ".join(conditions) if conditions else "")
        with self.engine.connect() as connection:
            return [dict(row) for row in connection.execute(text(statement)).mappings()]  # fault


class Wanted(BaseModel):
    city: str
    name: str | None = None


People = Annotated[Repository, Depends(lambda: Repository(engine))]
app = hardened()
router = APIRouter(prefix="/people")


@router.get("")
def listed(people: People, city: str | None = None) -> list[dict[str, Any]]:
    return people.find(city=city)


@router.post("/search")
def search(people: People, wanted: Wanted) -> list[dict[str, Any]]:
    return people.find(**wanted.model_dump())


app.include_router(router)
