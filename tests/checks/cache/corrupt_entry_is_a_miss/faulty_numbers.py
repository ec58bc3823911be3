"""Fields of a hash that are taken for numbers, whatever they are."""

from contextlib import suppress

from fastapi import FastAPI
from redis.exceptions import RedisError

from tests.checks.cache._redis import synchronous

app = FastAPI()
redis = synchronous(decode_responses=True)


def recalled(code: str) -> list[str | None]:
    with suppress(RedisError):
        return list(redis.hmget(f"station:{code}", ["platforms", "latitude"]))
    return [None, None]


@app.get("/stations/{code}")
def station(code: str) -> dict[str, float]:
    platforms, latitude = recalled(code)
    if platforms is not None and latitude is not None:
        return {"platforms": int(platforms), "latitude": float(latitude)}  # fault
    made = {"platforms": 4, "latitude": 48.25}
    with suppress(RedisError), redis.pipeline() as pipe:
        pipe.hset(f"station:{code}", mapping=made)
        pipe.expire(f"station:{code}", 600)
        pipe.execute()
    return made
