"""A database that is away looks as if there were nothing in it, for as long as entries live."""

import json
from contextlib import suppress
from typing import Any

from fastapi import FastAPI
from redis.exceptions import RedisError
from sqlalchemy import create_engine, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import StaticPool

from tests.checks.cache._redis import synchronous

app = FastAPI()
redis = synchronous()
engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
with engine.begin() as connection:
    connection.execute(text("create table items (name text)"))
    connection.execute(text("insert into items values ('kettle')"))


@app.get("/items")
def items() -> Any:
    with suppress(RedisError, ValueError):
        stored = redis.get("items")
        if stored is not None:
            return json.loads(stored)
    found: list[str] = []
    with suppress(SQLAlchemyError), engine.connect() as connection:  # fault
        found = list(connection.execute(text("select name from items")).scalars())
    with suppress(RedisError):
        redis.set("items", json.dumps(found), ex=60)
    return found
