"""Failures pass caches in memory by, or are kept for a moment, on purpose."""

import time
from functools import cache
from typing import Any

from cachetools import TTLCache, cached
from fastapi import FastAPI, HTTPException

app = FastAPI()


class Source:
    def rates(self, base: str) -> dict[str, float]:
        return {base: 1.0}


source = Source()
kept: dict[str, dict[str, float]] = {}
timed: dict[str, tuple[float, Any]] = {}
failed: TTLCache[str, bool] = TTLCache(16, 2)
last: dict[str, dict[str, float]] = {}


@app.get("/rates/{base}")
def rates(base: str) -> dict[str, float]:
    if base not in kept:
        try:
            kept[base] = source.rates(base)
        except Exception as error:
            raise HTTPException(503) from error
    return kept[base]


@app.get("/soft/{base}")
def soft(base: str) -> dict[str, float]:
    if base in kept:
        return kept[base]
    try:
        found = source.rates(base)
    except Exception:
        return {}
    kept[base] = found
    return found


@app.get("/timed/{base}")
def for_a_while(base: str) -> Any:
    until, value = timed.get(base, (0.0, None))
    if until < time.monotonic():
        seconds = 300.0
        try:
            value = source.rates(base)
        except Exception:
            value, seconds = {}, 5.0
        timed[base] = (time.monotonic() + seconds, value)
    return value


@cache
def country(code: str) -> str | None:
    try:
        return {"de": "Germany", "fr": "France"}[code]
    except KeyError:
        return None


@app.get("/countries/{code}")
def read(code: str) -> dict[str, str | None]:
    return {"name": country(code)}


@cached(TTLCache(16, 60))
def direct(base: str) -> dict[str, float]:
    return source.rates(base)


@app.get("/direct/{base}")
def read_direct(base: str) -> Any:
    if base in failed:
        raise HTTPException(503)
    try:
        return direct(base)
    except Exception as error:
        failed[base] = True
        raise HTTPException(503) from error


@app.get("/stale/{base}")
def stale_if_error(base: str) -> dict[str, float]:
    try:
        last[base] = source.rates(base)
    except Exception:
        if base not in last:
            raise HTTPException(503) from None
    return last[base]
