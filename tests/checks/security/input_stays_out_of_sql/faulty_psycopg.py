"""A name of a column straight into ORDER BY, by psycopg; the value is bound."""

import os
from typing import Any

import psycopg
from psycopg.rows import dict_row

from tests.checks.security._hardened import hardened

app = hardened()
URL = os.environ.get("HELD_POSTGRES", "postgresql://postgres:postgres@127.0.0.1:5432/test")


@app.get("/tables")
def tables(schema: str = "pg_catalog", sort: str = "tablename") -> list[dict[str, Any]]:
    with psycopg.connect(URL, row_factory=dict_row) as connection, connection.cursor() as cursor:
        cursor.execute(  # fault
            f"SELECT tablename FROM pg_tables WHERE schemaname = %s ORDER BY {sort} LIMIT 3".encode(), (schema,)
        )
        return cursor.fetchall()
