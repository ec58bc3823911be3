"""A helper logs each fallback, and what failed of several things."""

import asyncio
import logging
import sys

from fastapi import FastAPI

_l = logging.getLogger("fallbacks")
_l.propagate = False
_l.handlers[:] = [logging.StreamHandler(sys.stderr)]
app = FastAPI()


def fallback(value, why):
    _l.warning("falls back to %r: %s", value, why)
    return value


@app.get("/weather/{city}")
async def weather(city: str) -> str:
    try:
        return city.title()
    except Exception as problem:
        return fallback("unknown", problem)


async def part(name: str) -> int:
    return len(name)


@app.get("/parts/{city}")
async def parts(city: str) -> list[int]:
    results = await asyncio.gather(part(city), part(city * 2), return_exceptions=True)
    for one in results:
        if isinstance(one, BaseException):
            _l.warning("a part failed", exc_info=one)
    return [one for one in results if isinstance(one, int)]
