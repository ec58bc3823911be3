"""A repository that connects by itself, called within a transaction."""

from fastapi import FastAPI
from sqlalchemy import Engine, insert, select

from tests.checks.dependencies._shop import Item, sync_engine

engine = sync_engine()


class Items:
    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def names(self) -> list[str]:
        with self.engine.connect() as connection:  # fault
            return list(connection.scalars(select(Item.name).limit(5)))


items = Items(engine)
app = FastAPI()


@app.post("/items")
def create_item(name: str) -> list[str]:
    with engine.begin() as connection:
        connection.execute(insert(Item).values(name=name))
        return items.names()
