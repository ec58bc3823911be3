"""A failure is kept for a tenth of the time of a success, so that an origin that is down is left in peace."""

import json
from contextlib import suppress
from typing import Any

from fastapi import FastAPI
from redis.exceptions import RedisError
from sqlalchemy import StaticPool, create_engine, text
from sqlalchemy.exc import SQLAlchemyError

from tests.checks.cache._redis import synchronous

app = FastAPI()
redis = synchronous()
engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)
with engine.begin() as connection:
    connection.execute(text("create table suppliers (id integer, name text)"))
    connection.execute(text("insert into suppliers values (1, 'Huber')"))
GOOD, BAD = 60, 5


def load() -> tuple[list[dict[str, Any]], int]:
    try:
        with engine.connect() as connection:
            return [dict(row) for row in connection.execute(text("select * from suppliers")).mappings()], GOOD
    except SQLAlchemyError:
        return [], BAD


@app.get("/suppliers")
def suppliers() -> list[dict[str, Any]]:
    with suppress(RedisError, ValueError):
        stored = redis.get("suppliers")
        if stored is not None and isinstance(known := json.loads(stored), list):
            return [one for one in known if isinstance(one, dict)]
    found, seconds = load()
    with suppress(RedisError):
        redis.setex("suppliers", seconds, json.dumps(found))
    return found
