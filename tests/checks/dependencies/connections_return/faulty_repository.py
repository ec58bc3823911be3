"""A repository that connects and leaves the rest to the garbage collector."""

from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import Connection, insert, select

from tests.checks.dependencies._shop import Item, sync_engine

engine = sync_engine(pool_size=20)


class Items:
    def __init__(self) -> None:
        self._connection: Connection | None = None
        self.add_all = [self.add]

    @property
    def connection(self) -> Connection:
        if self._connection is None:
            self._connection = engine.connect()  # fault
        return self._connection

    def add(self, name: str) -> None:
        self.connection.execute(insert(Item).values(name=name))
        self.connection.commit()

    def names(self) -> list[str]:
        return list(self.connection.scalars(select(Item.name).limit(5)))


app = FastAPI()


@app.get("/items")
def list_items(items: Annotated[Items, Depends()]) -> list[str]:
    return items.names()


@app.post("/items")
def create_item(name: str, items: Annotated[Items, Depends()]) -> dict[str, str]:
    items.add(name)
    return {"name": name}
