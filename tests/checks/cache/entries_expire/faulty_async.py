"""Reports are kept in Redis, and nobody says for how long."""

import json
from contextlib import suppress

from fastapi import FastAPI
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous()


@app.get("/reports/{year}")
async def report(year: int) -> dict[str, int]:
    key = f"report:{year}"
    with suppress(RedisError):
        stored = await redis.get(key)
        if stored is not None:
            with suppress(ValueError, TypeError, KeyError):
                return {"year": year, "total": int(json.loads(stored)["total"])}
    total = sum(range(year % 100))
    with suppress(RedisError):
        await redis.set(key, json.dumps({"total": total}))  # fault
    return {"year": year, "total": total}
