"""Lua scripts: one counts requests in a window, one keeps an answer and its time to live in a single step."""

import json
from contextlib import suppress
from typing import Any

from fastapi import Depends, FastAPI, HTTPException, Request
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous(decode_responses=True)
COUNT = redis.register_script(
    "local n = redis.call('INCR', KEYS[1]) if n == 1 then redis.call('EXPIRE', KEYS[1], ARGV[1]) end return n"
)
KEEP = redis.register_script("redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2]) return 1")


async def limited(request: Request) -> None:
    client = request.client.host if request.client else "-"
    if int(await COUNT(keys=[f"window:{client}"], args=[60])) > 100_000:
        raise HTTPException(429)


@app.get("/reports/{month}", dependencies=[Depends(limited)])
async def report(month: int) -> dict[str, Any]:
    key = f"report:{month}"
    with suppress(RedisError, ValueError):
        known = await redis.get(key)
        if known is not None:
            return {"month": month, "total": int(json.loads(known))}
    total = month * 100
    with suppress(RedisError):
        await KEEP(keys=[key], args=[json.dumps(total), 300])
    return {"month": month, "total": total}


@app.get("/allowance/{client}")
async def allowance(client: str) -> dict[str, int]:
    used = int(await redis.get(f"allowance:{client}") or 0)
    await COUNT(keys=[f"allowance:{client}"], args=[60])
    return {"left": 100_000 - used}
