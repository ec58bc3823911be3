"""Numbers packed as an array of doubles, and points packed by struct."""

import struct
from array import array
from contextlib import suppress

from fastapi import FastAPI
from pydantic import BaseModel
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous()
POINT = struct.Struct("<hdd")


class Point(BaseModel):
    x: float
    y: float


@app.get("/series/{name}")
async def series(name: str) -> list[float]:
    with suppress(RedisError, ValueError):
        stored = await redis.get(f"series:{name}")
        if stored is not None:
            return array("d", stored).tolist()
    made = [len(name) * factor for factor in (0.5, 1.0, 1.5)]
    with suppress(RedisError):
        await redis.set(f"series:{name}", array("d", made).tobytes(), ex=60)
    return made


@app.get("/points/{name}")
async def point(name: str) -> Point:
    with suppress(RedisError, struct.error):
        stored = await redis.get(f"point:{name}")
        if stored is not None:
            version, x, y = POINT.unpack(stored)
            if version == 1:
                return Point(x=x, y=y)
    made = Point(x=len(name), y=0.25)
    with suppress(RedisError):
        await redis.set(f"point:{name}", POINT.pack(1, made.x, made.y), ex=60)
    return made
