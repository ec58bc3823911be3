"""Who holds the lock when Redis falls silent leaves it behind: others wait for it, and in the end do without."""

import json
import secrets
import time
from contextlib import suppress
from typing import Any

from fastapi import FastAPI
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

app = FastAPI()
redis = Redis(decode_responses=True, socket_timeout=0.6, socket_connect_timeout=0.6, retry=Retry(NoBackoff(), 0))


class Lock:
    """A lock that is asked for until it is free, and lives for a minute at most."""

    def __init__(self, name: str) -> None:
        self._name, self._token = f"lock:{name}", secrets.token_hex(8)

    def __enter__(self) -> None:
        with suppress(RedisError):
            until = time.monotonic() + 20
            while not redis.set(self._name, self._token, nx=True, ex=60) and time.monotonic() < until:
                time.sleep(0.05)

    def __exit__(self, *_: object) -> None:
        with suppress(RedisError):
            if redis.get(self._name) == self._token:
                redis.delete(self._name)


def recalled(key: str) -> Any:
    with suppress(RedisError, ValueError):
        return json.loads(redis.get(key) or "null")
    return None


@app.get("/summaries/{year}")
def summary(year: int) -> dict[str, int]:
    with Lock(f"summary:{year}"):
        known = recalled(f"summary:{year}")
        if isinstance(known, int):
            return {"year": year, "sum": known}
        with suppress(RedisError):
            redis.set(f"summary:{year}", json.dumps(year * 2), ex=60)
    return {"year": year, "sum": year * 2}
