"""Who is logged in decides on the answer, and is not in the key."""

import json
from contextlib import suppress
from typing import Any

from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from redis.exceptions import RedisError

from tests.checks.cache._redis import synchronous

app = FastAPI()
redis = synchronous()
USERS = {"token-of-ann": "ann", "token-of-bob": "bob"}


def user(credentials: HTTPAuthorizationCredentials = Depends(HTTPBearer())) -> str:
    if credentials.credentials not in USERS:
        raise HTTPException(401)
    return USERS[credentials.credentials]


@app.get("/orders")
def orders(user: str = Depends(user)) -> Any:
    with suppress(RedisError, ValueError):
        stored = redis.get("orders")  # fault
        if stored is not None:
            return json.loads(stored)
    made = [f"kettle for {user}"]
    with suppress(RedisError):
        redis.set("orders", json.dumps(made), ex=60)
    return made


@app.get("/rates")
def rates(user: str = Depends(user)) -> Any:
    with suppress(RedisError, ValueError):
        stored = redis.get("rates")
        if stored is not None:
            return json.loads(stored)
    with suppress(RedisError):
        redis.set("rates", json.dumps({"EUR": 1}), ex=60)
    return {"EUR": 1}
