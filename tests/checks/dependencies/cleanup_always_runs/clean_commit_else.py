"""Commits after success, rolls back after all else, and closes in every case, in three ways to write it."""

import sqlite3
from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI

app = FastAPI()


def connect() -> sqlite3.Connection:
    return sqlite3.connect(":memory:", check_same_thread=False)


def with_else() -> Iterator[sqlite3.Connection]:
    connection = connect()
    try:
        yield connection
    except BaseException:
        connection.rollback()
        raise
    else:
        connection.commit()
    finally:
        connection.close()


def with_flag() -> Iterator[sqlite3.Connection]:
    connection = connect()
    failed = True
    try:
        yield connection
        failed = False
    finally:
        if failed:
            connection.rollback()
        else:
            connection.commit()
        connection.close()


def closed_in_each_branch() -> Iterator[sqlite3.Connection]:
    connection = connect()
    try:
        yield connection
        connection.commit()
        connection.close()
    except BaseException:
        give_up(connection)
        raise


def give_up(connection: sqlite3.Connection) -> None:
    connection.rollback()
    connection.close()


@app.get("/else")
def read_else(connection: Annotated[sqlite3.Connection, Depends(with_else)]) -> int:
    return int(connection.execute("SELECT 1").fetchone()[0])


@app.get("/flag")
def read_flag(connection: Annotated[sqlite3.Connection, Depends(with_flag)]) -> int:
    return int(connection.execute("SELECT 1").fetchone()[0])


@app.get("/branches")
def read_branches(connection: Annotated[sqlite3.Connection, Depends(closed_in_each_branch)]) -> int:
    return int(connection.execute("SELECT 1").fetchone()[0])
