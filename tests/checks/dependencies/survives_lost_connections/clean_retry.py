"""Reads that are tried once more when the connection turns out to be gone."""

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import DBAPIError

from tests.checks.dependencies._postgresql import PSYCOPG2

engine = create_engine(PSYCOPG2)
app = FastAPI()


def reading(work: Callable[[Connection], Any]) -> Any:
    try:
        with engine.connect() as connection:
            return work(connection)
    except DBAPIError as error:
        if not error.connection_invalidated:
            raise
    with engine.connect() as connection:
        return work(connection)


@app.get("/languages")
def languages() -> list[str]:
    return reading(lambda c: list(c.scalars(text("select lanname::text from pg_language order by 1"))))


@app.get("/languages/{name}")
def language(name: str) -> bool:
    query = text("select count(*) from pg_language where lanname = :name")
    return bool(reading(lambda c: c.scalar(query, {"name": name})))
