"""When the origin is down, what was good an hour ago is answered, and nothing is written."""

import json
import logging
from contextlib import suppress
from typing import Any

import httpx
from fastapi import Depends, FastAPI, HTTPException
from redis.exceptions import RedisError
from sqlalchemy import StaticPool, create_engine, text

from tests.checks.cache._redis import asynchronous

log = logging.getLogger(__name__)
app = FastAPI()
redis = asynchronous(decode_responses=True)
engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)
with engine.begin() as connection:
    connection.execute(text("create table weather (city text, degrees integer)"))
    connection.execute(text("insert into weather values ('Graz', 21)"))


class Origin:
    def weather(self) -> dict[str, int]:
        with engine.connect() as connection:
            rows = connection.execute(text("select city, degrees from weather")).tuples()
            return dict(iter(rows))


async def recalled(key: str) -> Any:
    with suppress(RedisError, ValueError):
        return json.loads(await redis.get(key) or "null")
    return None


@app.get("/weather")
async def weather(origin: Origin = Depends()) -> dict[str, int]:
    known = await recalled("weather:fresh")
    if isinstance(known, dict):
        return {str(city): int(degrees) for city, degrees in known.items()}
    try:
        made = origin.weather()
    except (httpx.HTTPError, OSError, RuntimeError):
        log.warning("the origin is down")
        old = await recalled("weather:stale")
        if not isinstance(old, dict):
            raise HTTPException(503, headers={"Retry-After": "5"}) from None
        return {str(city): int(degrees) for city, degrees in old.items()}
    with suppress(RedisError):
        await redis.set("weather:fresh", json.dumps(made), ex=30)
        await redis.set("weather:stale", json.dumps(made), ex=3600)
    return made
