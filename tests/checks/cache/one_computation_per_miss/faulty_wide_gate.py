"""A gate that lets ten in at once, and none of them looks again."""

import asyncio
from contextlib import suppress

from fastapi import FastAPI
from pydantic import BaseModel, ValidationError
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous()
gate = asyncio.Semaphore(10)


class Report(BaseModel):
    month: int
    total: int


@app.get("/reports/{month}")
async def report(month: int) -> Report:
    with suppress(RedisError, ValidationError):
        stored = await redis.get(f"report:{month}")  # fault
        if stored is not None:
            return Report.model_validate_json(stored)
    async with gate:
        await asyncio.sleep(0.02)
        made = Report(month=month, total=month * 10)
    with suppress(RedisError):
        await redis.set(f"report:{month}", made.model_dump_json(), ex=600)
    return made
