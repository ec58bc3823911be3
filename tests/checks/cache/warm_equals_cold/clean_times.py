"""Answers that say when they were made: that of the entry is kept with it, that of the answer is not."""

import json
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

from fastapi import FastAPI, Response
from pydantic import AwareDatetime, BaseModel, ValidationError
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous()


class Report(BaseModel):
    rows: list[int]
    span: timedelta
    generated_at: AwareDatetime


@app.get("/reports/{month}")
async def report(month: int, response: Response) -> Report:
    started = time.perf_counter()
    known = None
    with suppress(RedisError, ValidationError):
        stored = await redis.get(f"report:{month}")
        known = Report.model_validate_json(stored) if stored is not None else None
    response.headers["X-Cache"] = "MISS" if known is None else "HIT"
    if known is None:
        known = Report(rows=[month], span=timedelta(hours=month), generated_at=datetime.now(UTC))
        with suppress(RedisError):
            await redis.set(f"report:{month}", known.model_dump_json(), ex=60)
    response.headers["Server-Timing"] = f"total;dur={(time.perf_counter() - started) * 1000:.2f}"
    return known


@app.get("/status/{name}")
async def status(name: str) -> dict[str, Any]:
    key, known = f"status:{name}", None
    with suppress(RedisError, ValueError):
        known = json.loads(await redis.get(key) or "null")
    if not isinstance(known, list):
        known = [name, "green"]
        with suppress(RedisError):
            await redis.set(key, json.dumps(known), ex=60)
    return {"lights": known, "answered_at": datetime.now(UTC).isoformat(), "took": time.perf_counter()}
