"""A sentinel says that nothing is kept: nothing found, no text and no money are things to be kept."""

import json
from contextlib import suppress
from typing import Any, Final

from fastapi import FastAPI
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous(decode_responses=True)
MISSING: Final = object()


class Store:
    async def get(self, key: str, default: Any = None) -> Any:
        with suppress(RedisError, ValueError):
            stored = await redis.get(key)
            return default if stored is None else json.loads(stored)
        return default

    async def put(self, key: str, value: Any) -> Any:
        with suppress(RedisError):
            await redis.set(key, json.dumps(value), ex=60)
        return value


store = Store()


@app.get("/search")
async def search(q: str = "lamp") -> list[str]:
    known = await store.get(f"search:{q}", MISSING)
    if isinstance(known, list):
        return [str(one) for one in known]
    return [str(one) for one in await store.put(f"search:{q}", [word for word in ("lamp", "lamps") if q in word])]


@app.get("/balance/{account}")
async def balance(account: str) -> float:
    known = await store.get(f"balance:{account}", MISSING)
    made = known if known is not MISSING else await store.put(f"balance:{account}", len(account) * 1.5)
    return float(made) if isinstance(made, int | float) else len(account) * 1.5


@app.get("/nickname/{account}")
async def nickname(account: str) -> Any:
    known = await store.get(f"nickname:{account}", MISSING)
    return await store.put(f"nickname:{account}", None) if known is MISSING else known
