"""Every statement is a transaction of its own; the commit below the yield has nothing to do."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import Connection, insert

from tests.checks.dependencies._shop import Item, Note, sync_engine

engine = sync_engine(isolation_level="AUTOCOMMIT")
notes = sync_engine()


def get_connection() -> Iterator[Connection]:
    with engine.connect() as connection:
        yield connection
        connection.commit()


app = FastAPI()


@app.post("/items")
def create_item(name: str, connection: Annotated[Connection, Depends(get_connection)]) -> dict[str, str]:
    connection.execute(insert(Item).values(name=name))
    return {"name": name}


@app.post("/notes")
def create_note(text: str) -> dict[str, str]:
    with notes.begin() as connection:
        connection.execute(insert(Note).values(text=text))
    return {"text": text}
