"""Sessions in Redis by a cookie: what is read there says who asks, and what is kept for them is named after them."""

import json
from contextlib import suppress
from typing import Annotated, Any

from fastapi import Cookie, Depends, FastAPI, HTTPException
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

COOKIE = True
app = FastAPI()
redis = asynchronous(decode_responses=True)
LOGGED_IN = {"token-of-ann": "ann", "token-of-bob": "bob"}


async def current_session(session: Annotated[str | None, Cookie()] = None) -> dict[str, Any]:
    if session not in LOGGED_IN:
        raise HTTPException(401)
    stored = await redis.get(f"session:{session}")
    found = json.loads(stored) if stored else {"user": LOGGED_IN[session], "pages": 0}
    found["pages"] += 1
    await redis.set(f"session:{session}", json.dumps(found), ex=1800)
    return dict(found)


@app.get("/welcome")
async def welcome(session: Annotated[dict[str, Any], Depends(current_session)]) -> dict[str, Any]:
    return {"user": session["user"], "pages": session["pages"]}


@app.get("/recommended")
async def recommended(session: Annotated[dict[str, Any], Depends(current_session)]) -> list[str]:
    key = f"recommended:{session['user']}"
    with suppress(RedisError, ValueError):
        known = json.loads(await redis.get(key) or "null")
        if isinstance(known, list):
            return [str(one) for one in known]
    made = [f"lamp for {session['user']}"]
    with suppress(RedisError):
        await redis.set(key, json.dumps(made), ex=60)
    return made
