"""A repository whose reads of one and of all go past their hits, in a line that both share."""

import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from fastapi import Depends, FastAPI
from redis.exceptions import RedisError

from tests.checks.cache._redis import synchronous

app = FastAPI()
redis = synchronous()


class Repository:
    def remembered(self, key: str, make: Callable[[], Any]) -> Any:
        with suppress(RedisError):
            stored = redis.get(key)  # fault
            if isinstance(stored, str):
                return json.loads(stored)
        value = make()
        with suppress(RedisError):
            redis.set(key, json.dumps(value), ex=60)
        return value

    def one(self, number: int) -> Any:
        return self.remembered(f"thing:{number}", lambda: {"number": number})

    def all(self) -> Any:
        return self.remembered("things", lambda: [{"number": 1}])


@app.get("/things/{number}")
def thing(number: int, repository: Repository = Depends()) -> Any:
    return repository.one(number)


@app.get("/things")
def things(repository: Repository = Depends()) -> Any:
    return repository.all()
