"""A Lua script keeps an answer, if there is none by now, and nobody told it for how long."""

import json
from contextlib import suppress

from fastapi import FastAPI
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous(decode_responses=True)
KEEP = redis.register_script("return redis.call('SET', KEYS[1], ARGV[1], 'NX')")


@app.get("/reports/{month}")
async def report(month: int) -> dict[str, int]:
    key = f"report:{month}"
    with suppress(RedisError, ValueError, TypeError):
        known = await redis.get(key)
        if known is not None:
            return {"month": month, "total": int(json.loads(known))}
    with suppress(RedisError):
        await KEEP(keys=[key], args=[json.dumps(month * 100)])  # fault
    return {"month": month, "total": month * 100}
