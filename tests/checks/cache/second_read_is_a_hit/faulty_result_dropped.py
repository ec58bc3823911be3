"""The cache is asked, and what it says is assigned and forgotten."""

from contextlib import suppress

from fastapi import FastAPI
from pydantic import BaseModel
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous(decode_responses=True)


class Weather(BaseModel):
    city: str
    degrees: float


@app.get("/weather/{city}")
async def weather(city: str) -> Weather:
    key = f"weather:{city}"
    cached = None
    with suppress(RedisError):
        cached = await redis.get(key)  # fault
    found = Weather(city=city, degrees=21.5)
    if cached != found:
        with suppress(RedisError):
            await redis.set(key, found.model_dump_json(), ex=60)
    return found
