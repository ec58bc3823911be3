"""Leaderboards, one-time codes, a deny list of tokens and a queue of jobs: each lives as long as it is meant to."""

import secrets
import time
from typing import Annotated

from fastapi import FastAPI, Header, HTTPException
from pydantic import BaseModel, Field

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous(decode_responses=True)


class Score(BaseModel):
    player: str = Field(max_length=30)
    points: int = Field(1, ge=1, le=100)


@app.post("/scores", status_code=201)
async def add_score(score: Score) -> dict[str, float]:
    return {"total": await redis.zincrby("scores", score.points, score.player)}


@app.get("/scores")
async def best() -> list[str]:
    return [str(name) for name, _ in await redis.zrevrange("scores", 0, 9, withscores=True)]


@app.post("/codes", status_code=202)
async def send_code(score: Score) -> dict[str, bool]:
    await redis.set(f"otp:{score.player}", secrets.randbelow(1_000_000), ex=300)
    return {"sent": True}


@app.get("/codes/{player}")
async def check_code(player: str, code: str = "0") -> dict[str, bool]:
    tries = await redis.incr(f"otp-tries:{player}")
    await redis.expire(f"otp-tries:{player}", 300)
    if tries > 100_000:
        raise HTTPException(429)
    expected = await redis.get(f"otp:{player}")
    return {"valid": expected is not None and secrets.compare_digest(str(expected), code)}


@app.get("/revoked")
async def is_revoked(x_token: Annotated[str, Header()] = "t") -> dict[str, bool]:
    return {"revoked": bool(await redis.exists(f"denied:{x_token}"))}


@app.delete("/tokens/{token}", status_code=204)
async def revoke(token: str) -> None:
    await redis.set(f"denied:{token}", int(time.time()))


@app.get("/last-job")
async def last_job() -> dict[str, str | None]:
    await redis.ltrim("jobs", 0, 99)
    return {"job": await redis.lindex("jobs", -1)}
