"""A refused connection is foreseen, one that is silent is not."""

import json
from contextlib import suppress
from typing import Any

from fastapi import FastAPI
from redis.exceptions import ConnectionError as Refused
from redis.exceptions import TimeoutError as Late

from tests.checks.cache._redis import synchronous

app = FastAPI()
redis = synchronous()


@app.get("/items/{number}")
def item(number: int) -> Any:
    try:
        stored = redis.get(f"item:{number}")  # fault
    except Refused:
        return {"number": number}
    if stored is not None:
        with suppress(ValueError):
            return json.loads(stored)
    with suppress(Refused, Late):
        redis.set(f"item:{number}", json.dumps({"number": number}), ex=60)
    return {"number": number}
