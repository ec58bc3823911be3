"""That something does not exist is kept like anything else: to say so is no failure."""

import json
from contextlib import suppress
from typing import Any

from fastapi import FastAPI, HTTPException
from redis.exceptions import RedisError

from tests.checks.cache._redis import synchronous

app = FastAPI()
redis = synchronous()
USERS = {"ann": 1, "bob": 2}
NICKNAMES: list[str] = ["a", "b"]


class UnknownUser(LookupError):
    pass


def find(name: str) -> int:
    if name not in USERS:
        raise UnknownUser(name)
    return USERS[name]


@app.get("/users/{name}")
def user(name: str) -> Any:
    number = -1
    with suppress(RedisError, ValueError):
        number = int(redis.get(f"user:{name}") or -1)
    if number < 0:
        try:
            number = find(name)
        except UnknownUser:
            number = 0
        with suppress(RedisError):
            redis.set(f"user:{name}", number, ex=60)
    if not number:
        raise HTTPException(404)
    return {"number": number}


@app.get("/pages")
def page(number: str = "1") -> Any:
    """What cannot be read is the first page."""
    with suppress(RedisError, ValueError):
        stored = redis.get(f"page:{number}")
        if stored is not None:
            return json.loads(stored)
    try:
        first = int(number) * 10
    except Exception:
        first = -10
    with suppress(RedisError):
        redis.set(f"page:{number}", json.dumps(list(range(first, first + 3))), ex=60)
    return list(range(first, first + 3))


@app.get("/nicknames/{number}")
def nickname(number: int) -> Any:
    with suppress(RedisError, ValueError):
        stored = redis.get(f"nickname:{number}")
        if stored is not None:
            return json.loads(stored)
    try:
        found = NICKNAMES[number]
    except IndexError:
        found = None
    with suppress(RedisError):
        redis.set(f"nickname:{number}", json.dumps(found), ex=60)
    return found
