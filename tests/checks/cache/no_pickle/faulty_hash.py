"""Objects in the fields of a hash, each a pickle."""

import pickle
from contextlib import suppress
from dataclasses import dataclass

from fastapi import FastAPI

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous()


@dataclass
class Seat:
    row: int
    free: bool


@app.get("/seats/{row}")
async def seat(row: int) -> Seat:
    with suppress(Exception):
        stored = await redis.hget("seats", str(row))
        kept = pickle.loads(stored) if stored is not None else None  # fault
        if isinstance(kept, Seat):
            return kept
    made = Seat(row, row % 2 == 0)
    with suppress(Exception):
        async with redis.pipeline() as pipe:
            pipe.hset("seats", str(row), pickle.dumps(made))
            pipe.expire("seats", 60)
            await pipe.execute()
    return made
