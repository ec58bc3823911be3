"""An entry is made anew before it ends, so that nobody finds it missing but the very first."""

import asyncio
import json
from contextlib import suppress
from typing import Any

from fastapi import BackgroundTasks, FastAPI
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous()


async def renew() -> Any:
    await asyncio.sleep(0.05)
    with suppress(RedisError):
        await redis.set("ahead", json.dumps({"sold": 12}), ex=60)
    return {"sold": 12}


@app.get("/ahead")
async def ahead(tasks: BackgroundTasks) -> Any:
    with suppress(RedisError, ValueError):
        stored = await redis.get("ahead")
        if stored is not None:
            found = json.loads(stored)
            if await redis.ttl("ahead") < 20:
                tasks.add_task(renew)
            return found
    return await renew()
