"""The synchronous client of Redis in async def: nobody else is served until Redis has answered."""

from fastapi import FastAPI
from redis import Redis

ALSO = ["concurrency.loop-stays-free", "concurrency.no-blocking-calls", "concurrency.async-routes-await"]

app = FastAPI()
redis = Redis(decode_responses=True)


def _motto() -> str | None:
    return redis.get("motto")  # fault


@app.get("/motto")
async def motto() -> str | None:
    return _motto()
