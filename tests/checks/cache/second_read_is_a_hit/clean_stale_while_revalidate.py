"""What is old is answered, and a task left behind makes it anew; the second who asks finds it either way."""

import asyncio
import time
from contextlib import suppress

from fastapi import BackgroundTasks, FastAPI, Response
from pydantic import BaseModel, ValidationError
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous()
locks: dict[str, asyncio.Lock] = {}


class Rate(BaseModel):
    pair: str
    rate: float
    at: float


async def stored(pair: str) -> Rate:
    await asyncio.sleep(0.02)
    made = Rate(pair=pair, rate=len(pair) * 1.1, at=time.time())
    with suppress(RedisError):
        await redis.set(f"rate:{pair}", made.model_dump_json(), ex=600)
    return made


async def recalled(pair: str) -> Rate | None:
    with suppress(RedisError, ValidationError):
        found = await redis.get(f"rate:{pair}")
        return Rate.model_validate_json(found) if found is not None else None
    return None


@app.get("/rates/{pair}")
async def rate(pair: str, tasks: BackgroundTasks, response: Response) -> Rate:
    found = await recalled(pair)
    if found is None:
        async with locks.setdefault(pair, asyncio.Lock()):
            found = await recalled(pair) or await stored(pair)
    elif time.time() - found.at > 60:
        tasks.add_task(stored, pair)
    response.headers["Age"] = str(int(time.time() - found.at))
    return found
