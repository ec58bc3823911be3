"""The nearer its end, the likelier is an entry made anew, as the time it takes is kept with it; one of them does so."""

import asyncio
import math
import random
import time
from contextlib import suppress

from fastapi import FastAPI
from pydantic import BaseModel, ValidationError
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous()
making: dict[str, asyncio.Lock] = {}


class Kept(BaseModel):
    value: int
    took: float
    ends: float

    def is_due(self) -> bool:
        return time.time() - self.took * math.log(random.random() or 1e-9) >= self.ends


async def recalled(key: str) -> Kept | None:
    with suppress(RedisError, ValidationError):
        stored = await redis.get(key)
        return None if stored is None else Kept.model_validate_json(stored)
    return None


async def made(key: str, year: int) -> Kept:
    started = time.perf_counter()
    await asyncio.sleep(0.02)
    new = Kept(value=year * 2, took=time.perf_counter() - started, ends=time.time() + 60)
    with suppress(RedisError):
        await redis.set(key, new.model_dump_json(), ex=60)
    return new


@app.get("/forecast/{year}")
async def forecast(year: int) -> dict[str, int]:
    key = f"forecast:{year}"
    known = await recalled(key)
    if known is None or known.is_due():
        async with making.setdefault(key, asyncio.Lock()):
            known = await recalled(key)
            if known is None or known.is_due():
                known = await made(key, year)
    return {"year": year, "value": known.value}
