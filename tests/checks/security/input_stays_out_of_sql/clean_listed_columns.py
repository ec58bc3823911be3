"""Columns, directions and tables from lists of the app's own, numbers in the text, a search in several words."""

import sqlite3
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any, Literal

from fastapi import Body, Depends, HTTPException, Query

from tests.checks.security._hardened import hardened

app = hardened()
SORTS = {"name": "name", "newest": "id DESC", "price": "price"}
COLUMNS = frozenset({"id", "name", "price"})


class Table(StrEnum):
    CHAIRS = "chairs"
    DESKS = "desks"


def connection() -> Iterator[sqlite3.Connection]:
    opened = sqlite3.connect(":memory:", check_same_thread=False)
    opened.row_factory = sqlite3.Row
    for table in Table:
        opened.execute(f"CREATE TABLE {table.value} (id INTEGER PRIMARY KEY, name TEXT, price INTEGER)")
    yield opened
    opened.close()


Db = Annotated[sqlite3.Connection, Depends(connection)]


def rows(db: Db, statement: str, *values: Any) -> list[dict[str, Any]]:
    return [dict(row) for row in db.execute(statement, values)]


@app.get("/chairs")
def chairs(db: Db, sort: str = "name", q: str | None = None) -> list[dict[str, Any]]:
    where = " AND ".join("name LIKE ?" for _ in (q or "").split()) or "1 = 1"
    words = [f"%{word}%" for word in (q or "").split()]
    return rows(db, f"SELECT * FROM chairs WHERE {where} ORDER BY {SORTS.get(sort, 'name')}", *words)


@app.get("/{table}/by")
def by(db: Db, table: Table, column: str = "name", order: Literal["asc", "desc"] = "asc") -> list[dict[str, Any]]:
    if column not in COLUMNS:
        raise HTTPException(422, "no such column")
    return rows(db, f"SELECT * FROM {table.value} ORDER BY {column} {order}")


@app.post("/chairs", status_code=201)
def add(db: Db, body: Annotated[dict[str, str], Body(examples=[{"name": "a"}])]) -> dict[str, str]:
    known = {name: value for name, value in body.items() if name in COLUMNS - {"id"}}
    names, marks = ", ".join(known), ", ".join(f":{name}" for name in known)
    db.execute(f"INSERT INTO chairs ({names}) VALUES ({marks})", known)
    return known


@app.get("/desks")
def desks(db: Db, names: Annotated[list[str], Query()], limit: int = 10) -> list[dict[str, Any]]:
    marks = ", ".join("?" for _ in names)
    return rows(db, f"SELECT * FROM desks WHERE name IN ({marks}) LIMIT {limit}", *names)
