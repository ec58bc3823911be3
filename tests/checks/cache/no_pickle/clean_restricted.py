"""An unpickler that knows three classes, and takes whatever names another for a miss."""

import io
import pickle
from contextlib import suppress
from datetime import date
from typing import Any

from fastapi import FastAPI
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous()
KNOWN = {("datetime", "date"): date}


class Plain(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in KNOWN:
            raise pickle.UnpicklingError(f"{module}.{name} is not to be had here")
        return KNOWN[module, name]


def unpacked(stored: bytes) -> Any:
    with suppress(pickle.UnpicklingError, EOFError, ValueError, TypeError, IndexError, KeyError, AttributeError):
        return Plain(io.BytesIO(stored)).load()
    return None


@app.get("/holidays/{year}")
async def holidays(year: int = 2024) -> list[date]:
    key = f"holidays:{year}"
    with suppress(RedisError):
        stored = await redis.get(key)
        known = unpacked(stored) if stored is not None else None
        if isinstance(known, list) and all(isinstance(one, date) for one in known):
            return known
    made = [date(2024, 1, 1), date(2024, 12, 25)]
    with suppress(RedisError):
        await redis.set(key, pickle.dumps(made), ex=60)
    return made
