"""A cursor is closed after success; the connection it came from is closed in every case, and the cursor with it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

from fastapi import Depends, FastAPI

app = FastAPI()


def get_cursor() -> Iterator[sqlite3.Cursor]:
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    try:
        cursor = connection.cursor()
        yield cursor
        cursor.close()
        connection.commit()
    finally:
        connection.close()


def get_another() -> Iterator[sqlite3.Cursor]:
    with closing(sqlite3.connect(":memory:", check_same_thread=False)) as connection:
        cursor = connection.cursor()
        yield cursor
        cursor.close()


class Repository:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def close(self) -> None:
        self.connection.close()


def get_repository(cursor: sqlite3.Cursor = Depends(get_cursor)) -> Iterator[Repository]:
    yield Repository(cursor.connection)
    cursor.close()


@app.get("/cursor")
def read_cursor(cursor: sqlite3.Cursor = Depends(get_cursor)) -> int:
    return int(cursor.execute("SELECT 1").fetchone()[0])


@app.get("/another")
def read_another(cursor: sqlite3.Cursor = Depends(get_another)) -> int:
    return int(cursor.execute("SELECT 1").fetchone()[0])


@app.get("/repository")
def read_repository(repository: Repository = Depends(get_repository)) -> int:
    return int(repository.connection.execute("SELECT 1").fetchone()[0])
