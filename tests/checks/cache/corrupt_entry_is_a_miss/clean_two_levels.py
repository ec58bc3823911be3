"""Memory in front of Redis: only what was understood goes from one to the other."""

import json
import logging
from typing import Any

from cachetools import TTLCache
from fastapi import FastAPI
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

log = logging.getLogger(__name__)
app = FastAPI()
redis = asynchronous(decode_responses=True)


class Levels:
    def __init__(self) -> None:
        self._near: TTLCache[str, dict[str, Any]] = TTLCache(maxsize=128, ttl=5)

    async def get(self, key: str) -> dict[str, Any] | None:
        if key in self._near:
            return self._near[key]
        try:
            found = json.loads(await redis.get(key) or "null")
            if found is not None:
                self._near[key] = {"code": str(found["code"]), "rate": float(found["rate"])}
        except RedisError:
            log.warning("no far cache")
        except (ValueError, KeyError, TypeError):
            log.warning("dropped %s", key)
        return self._near.get(key)

    async def set(self, key: str, value: dict[str, Any]) -> None:
        self._near[key] = value
        try:
            await redis.set(key, json.dumps(value), ex=60)
        except RedisError:
            log.warning("no far cache")


levels = Levels()


@app.get("/rates/{code}")
async def rate(code: str) -> dict[str, Any]:
    known = await levels.get(f"rate:{code}")
    if known is None:
        known = {"code": code, "rate": len(code) / 2}
        await levels.set(f"rate:{code}", known)
    return known
