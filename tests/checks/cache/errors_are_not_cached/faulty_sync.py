"""No rows where there is no database: kept for ten minutes as if there were none."""

import json
import logging
from contextlib import suppress
from typing import Any

from fastapi import APIRouter, FastAPI
from redis.exceptions import RedisError
from sqlalchemy import StaticPool, create_engine, text

from tests.checks.cache._redis import synchronous

log = logging.getLogger(__name__)
redis = synchronous()
router = APIRouter(prefix="/news")
engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)
with engine.begin() as connection:
    connection.execute(text("create table news (id integer, title text)"))
    connection.execute(text("insert into news values (1, 'first')"))


def load() -> list[dict[str, Any]]:
    try:
        with engine.connect() as connection:
            return [dict(row) for row in connection.execute(text("select * from news")).mappings()]
    except Exception:  # fault
        log.exception("no news")
        return []


@router.get("")
def news() -> list[dict[str, Any]]:
    with suppress(RedisError, ValueError):
        stored = redis.get("news")
        if stored is not None:
            return [one for one in json.loads(stored) if isinstance(one, dict)]
    found = load()
    with suppress(RedisError):
        redis.set("news", json.dumps(found), ex=600)  # fault
    return found


app = FastAPI()
app.include_router(router)
