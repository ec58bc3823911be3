"""Drivers for PostgreSQL, with what was sent bound, or quoted as an identifier by the driver after a list was asked."""

import os
from typing import Annotated, Any

import asyncpg
import psycopg
from fastapi import HTTPException, Query
from psycopg import sql
from psycopg.rows import dict_row

from tests.checks.security._hardened import hardened

app = hardened()
URL = os.environ.get("HELD_POSTGRES", "postgresql://postgres:postgres@127.0.0.1:5432/test")
PARTS = ("schemaname", "tablename")


@app.get("/tables")
async def tables(name: str = "pg_class", like: Annotated[str, Query(max_length=40)] = "%") -> list[dict[str, Any]]:
    connection = await asyncpg.connect(URL)
    try:
        found = await connection.fetch(
            "SELECT tablename FROM pg_tables WHERE tablename = $1 AND schemaname LIKE $2", name, like
        )
        return [dict(row) for row in found]
    finally:
        await connection.close()


@app.get("/parts")
def parts(column: str = "tablename", value: str = "pg_class") -> list[dict[str, Any]]:
    if column not in PARTS:
        raise HTTPException(422, "no such column")
    statement = sql.SQL("SELECT {0} FROM pg_tables WHERE {0} = %s LIMIT 3").format(sql.Identifier(column))
    with psycopg.connect(URL, row_factory=dict_row) as connection:
        return connection.execute(statement, (value,)).fetchall()


@app.get("/named")
def named(q: str = "x") -> dict[str, Any] | None:
    with psycopg.connect(URL, row_factory=dict_row) as connection:
        return connection.execute("SELECT %(q)s::text AS q", {"q": q}).fetchone()
