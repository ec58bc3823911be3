"""A unit of work, entered in the endpoint, that begins by connecting."""

from types import TracebackType

from fastapi import FastAPI
from sqlalchemy import Connection, insert, select

from tests.checks.dependencies._shop import Item, sync_engine

engine = sync_engine()


class UnitOfWork:
    connection: Connection

    def __enter__(self) -> "UnitOfWork":
        self.connection = engine.connect()
        self.connection.begin()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        try:
            if kind is None:
                self.connection.commit()
            else:
                self.connection.rollback()
        finally:
            self.connection.close()


app = FastAPI()


@app.post("/items")
def create_item(name: str) -> dict[str, str]:
    with UnitOfWork() as work:
        work.connection.execute(insert(Item).values(name=name))
        return {"name": name}


@app.get("/items")
def list_items() -> list[str]:
    with UnitOfWork() as work:
        found = work.connection.scalars(select(Item.name).limit(5)).all()
    return list(found)
