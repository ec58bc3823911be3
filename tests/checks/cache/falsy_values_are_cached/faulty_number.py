"""A balance of nothing is computed with `or`."""

from contextlib import suppress

from fastapi import FastAPI
from redis.exceptions import RedisError

from tests.checks.cache._redis import synchronous

app = FastAPI()
redis = synchronous()


def known(key: str) -> int:
    with suppress(RedisError, ValueError):
        return int(redis.get(key) or 0)
    return 0


def balance_of(name: str) -> int:
    value = len(name) + 40
    with suppress(RedisError):
        redis.set(f"balance:{name}", value, ex=60)
    return value


@app.get("/balances/{name}")
def balance(name: str) -> dict[str, int]:
    return {"balance": known(f"balance:{name}") or balance_of(name)}  # fault
