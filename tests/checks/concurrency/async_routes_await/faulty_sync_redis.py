"""A counter in Redis, asked through the client that blocks."""

import redis
from fastapi import FastAPI

app = FastAPI()
counters = redis.Redis()

ALSO = ["concurrency.no-blocking-calls", "concurrency.requests-run-in-parallel", "concurrency.outbound-calls-time-out"]


@app.get("/visits")
async def visits() -> int:  # fault
    return int(counters.incr("visits"))
