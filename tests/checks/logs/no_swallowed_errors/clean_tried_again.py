"""Tried a few times, and raised the last time."""

import asyncio

from fastapi import FastAPI

app = FastAPI()


async def fetch(name: str) -> str:
    return name.upper()


async def retried(name: str, attempts: int = 3) -> str:
    last: Exception | None = None
    for attempt in range(attempts):
        try:
            return await fetch(name)
        except Exception as error:
            last = error
            await asyncio.sleep(0.01 * attempt)
    assert last is not None
    raise last


async def retried_quietly(name: str) -> str:
    for attempt in range(3):
        try:
            return await fetch(name)
        except Exception:
            if attempt == 2:
                raise
            await asyncio.sleep(0)
    return ""


@app.get("/upper/{name}")
async def upper(name: str) -> str:
    return await retried(name)


@app.get("/upper2/{name}")
async def upper2(name: str) -> str:
    return await retried_quietly(name)
