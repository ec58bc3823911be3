"""The key holds the number of a page, and not its language."""

import json
from contextlib import suppress
from typing import Any

from fastapi import FastAPI, Header
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous()
TITLES = {"en": "Kettle", "de": "Kessel"}


@app.get("/pages/{number}")
async def page(number: int, lang: str = "en", accept_language: str = Header("en")) -> Any:
    with suppress(RedisError, ValueError):
        stored = await redis.get(f"page:{number}")  # fault
        if stored is not None:
            return json.loads(stored)
    made = {"number": number, "title": TITLES.get(lang, TITLES.get(accept_language, "?"))}
    with suppress(RedisError):
        await redis.set(f"page:{number}", json.dumps(made), ex=60)
    return made
