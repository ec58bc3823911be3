"""Rate limits, locks, rolling sessions and idle timers read and write the same keys, and are no caches."""

import json
import secrets
import time

from fastapi import FastAPI, Header, HTTPException

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous(decode_responses=True)


@app.get("/limited")
async def limited(x_client: str = Header("c")) -> dict[str, str]:
    key = f"rate:{x_client}"
    count = await redis.incr(key)
    if count == 1:
        await redis.expire(key, 60)
    if count > 10_000:
        raise HTTPException(429)
    return {"ok": "yes"}


@app.get("/slowly")
async def slowly(x_client: str = Header("c")) -> dict[str, str]:
    """The same without INCR, as it is often written."""
    key = f"slow:{x_client}"
    known = await redis.get(key)
    if known is None:
        await redis.set(key, 1, ex=60)
    elif int(known) > 10_000:
        raise HTTPException(429)
    else:
        await redis.incr(key)
    return {"ok": "yes"}


@app.get("/exclusive")
async def exclusive() -> dict[str, str]:
    token = secrets.token_hex(8)
    if not await redis.set("lock:job", token, nx=True, px=5000):
        raise HTTPException(409)
    try:
        return {"done": "yes"}
    finally:
        if await redis.get("lock:job") == token:
            await redis.delete("lock:job")


@app.get("/me")
async def me(x_session: str = Header("s1")) -> dict[str, int]:
    stored = await redis.get(f"session:{x_session}")
    session = json.loads(stored) if stored else {"started": 1}
    await redis.set(f"session:{x_session}", json.dumps(session), ex=1800)
    return {"started": session["started"]}


@app.get("/last")
async def last(x_session: str = Header("s1")) -> dict[str, bool]:
    known = await redis.get(f"last:{x_session}")
    await redis.set(f"last:{x_session}", time.time())
    return {"seen": known is not None}


@app.get("/basket")
async def basket(x_session: str = Header("s1")) -> list[str]:
    key = f"basket:{x_session}"
    lines = json.loads(await redis.get(key) or "[]")
    await redis.set(key, json.dumps(lines), ex=1800)
    return [str(line) for line in lines]
