"""Answers that are asked of the database once and then remembered, next to some that are not."""

from functools import lru_cache

from fastapi import FastAPI
from sqlalchemy import create_engine, text

from tests.checks.dependencies._postgresql import PSYCOPG

engine = create_engine(PSYCOPG, pool_pre_ping=True, pool_use_lifo=True)
app = FastAPI()


@lru_cache(maxsize=1)
def encoding() -> str:
    with engine.connect() as connection:
        return str(connection.scalar(text("show server_encoding")))


@app.get("/encoding")
def get_encoding() -> dict[str, str]:
    return {"encoding": encoding()}


@app.get("/clock")
def clock() -> str:
    with engine.connect() as connection:
        return str(connection.scalar(text("select now()::text")))
