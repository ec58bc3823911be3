"""Requests are counted in a window of a minute, per caller, in three ways of writing it."""

import time
from collections import defaultdict, deque

from fastapi import Depends, FastAPI, HTTPException, Request

WINDOW, MOST = 60.0, 100_000

hits: dict[str, list[float]] = {}
times: defaultdict[str, deque[float]] = defaultdict(deque)


def _forget_old(bucket: deque[float], now: float) -> None:
    while bucket and bucket[0] < now - WINDOW:
        bucket.popleft()


def limited(request: Request) -> None:
    caller, now = request.client.host if request.client else "", time.monotonic()
    bucket = times[caller]
    _forget_old(bucket, now)
    bucket.append(now)
    if len(bucket) > MOST:
        raise HTTPException(429)


def counted(request: Request) -> None:
    caller, now = request.client.host if request.client else "", time.monotonic()
    hits.setdefault(caller, []).append(now)
    hits[caller] = [one for one in hits[caller] if one > now - WINDOW]


app = FastAPI(dependencies=[Depends(limited), Depends(counted)])


@app.get("/items")
async def items() -> list[str]:
    return []


@app.get("/limits")
async def limits() -> dict[str, int]:
    return {caller: len(bucket) for caller, bucket in times.items()}
