"""A hash with a field for each column: one that is missing, or is no number, makes the row a miss."""

from contextlib import suppress
from dataclasses import asdict, dataclass

from fastapi import FastAPI
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous(decode_responses=True)


@dataclass
class Station:
    name: str
    platforms: int
    latitude: float


async def recalled(code: str) -> Station | None:
    try:
        name, platforms, latitude = await redis.hmget(f"station:{code}", ["name", "platforms", "latitude"])
        return Station(name, int(platforms), float(latitude)) if name is not None else None
    except (RedisError, TypeError, ValueError):
        return None


@app.get("/stations/{code}")
async def station(code: str) -> Station:
    known = await recalled(code)
    if known is not None:
        return known
    made = Station(f"Station {code}", 4, 48.25)
    with suppress(RedisError):
        async with redis.pipeline(transaction=True) as pipe:
            pipe.hset(f"station:{code}", mapping=asdict(made))
            pipe.expire(f"station:{code}", 3600)
            await pipe.execute()
    return made
