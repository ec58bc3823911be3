"""A `return` in `finally` ends the dependency, and the exception with it."""

from collections.abc import Iterator
from functools import partial

from fastapi import Depends, FastAPI


class Connection:
    def __init__(self, name: str) -> None:
        self.name = name

    def close(self) -> None:
        self.name = ""


def connected(name: str) -> Iterator[Connection]:
    connection = Connection(name)
    try:
        yield connection
    finally:
        connection.close()
        return  # noqa: B012  # fault


app = FastAPI()


@app.get("/name")
def read_name(connection: Connection = Depends(partial(connected, "main"))) -> str:
    return connection.name
