"""The time an entry ends is written in seconds and read as milliseconds, so that it has always ended by now."""

import json
import time
from contextlib import suppress

from fastapi import FastAPI
from redis.exceptions import RedisError

from tests.checks.cache._redis import synchronous

app = FastAPI()
redis = synchronous(decode_responses=True)


def recalled(key: str) -> str | None:
    with suppress(RedisError, ValueError, KeyError, TypeError):
        kept = json.loads(redis.get(key) or "null")  # fault
        if float(kept["ends"]) > time.time() * 1000:
            return str(kept["text"])
    return None


@app.get("/verses/{number}")
def verse(number: int) -> dict[str, str]:
    known = recalled(f"verse:{number}")
    if known is None:
        known = f"verse {number}"
        with suppress(RedisError):
            redis.set(f"verse:{number}", json.dumps({"text": known, "ends": int(time.time()) + 60}), ex=60)
    return {"text": known}
