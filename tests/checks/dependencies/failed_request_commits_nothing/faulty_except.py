"""The dependency keeps what there is when the endpoint fails, in the same branch that logs it."""

import logging
from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import Connection, insert

from tests.checks.dependencies._shop import Item, sync_engine

engine = sync_engine()
logger = logging.getLogger(__name__)
ALSO = ("dependencies.commit-precedes-response",)


def get_connection() -> Iterator[Connection]:
    with engine.connect() as connection:
        try:
            yield connection
            connection.commit()
        except Exception:
            logger.exception("a request failed")
            connection.commit()  # fault
            raise


app = FastAPI()


@app.post("/items")
def create_item(name: str, connection: Annotated[Connection, Depends(get_connection)]) -> dict[str, str]:
    connection.execute(insert(Item).values(name=name))
    return {"name": name}
