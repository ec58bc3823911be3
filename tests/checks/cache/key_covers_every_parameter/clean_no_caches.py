"""Rate limits, locks, sessions, views and marks hold for whoever comes next, whatever is asked for."""

import json
import time
from typing import Any

from fastapi import FastAPI, Header, HTTPException

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous(decode_responses=True)


@app.get("/limited")
async def limited(page: int = 1, x_client: str = Header("c")) -> Any:
    count = await redis.incr(f"rate:{x_client}")
    if count == 1:
        await redis.expire(f"rate:{x_client}", 60)
    return {"page": page, "left": 10_000 - count}


@app.get("/views/{number}")
async def views(number: int) -> Any:
    return {"number": number, "views": await redis.incr("views")}


@app.get("/session")
async def session(step: int = 1) -> Any:
    stored = await redis.get("session")
    known = json.loads(stored) if stored else {"steps": []}
    known["steps"] = [*known["steps"], step][-3:]
    await redis.set("session", json.dumps(known), ex=60)
    return known


@app.get("/exclusive")
async def exclusive(job: str = "a") -> Any:
    if not await redis.set("lock", job, nx=True, px=5000):
        raise HTTPException(409)
    await redis.delete("lock")
    return {"job": job}


@app.get("/last")
async def last(page: int = 1) -> Any:
    known = await redis.get("last")
    await redis.set("last", time.time(), ex=60)
    return {"page": page, "seen": known is not None}
