"""A number that is kept, or what is counted anew: nought counts as nothing."""

from contextlib import suppress

from fastapi import FastAPI
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous(decode_responses=True)


async def recalled(word: str) -> int | None:
    with suppress(RedisError, ValueError, TypeError):
        return int(await redis.get(f"count:{word}"))
    return None


async def counted(word: str) -> int:
    number = word.count("a") + 1
    with suppress(RedisError):
        await redis.set(f"count:{word}", number, ex=60)
    return number


@app.get("/count/{word}")
async def count(word: str) -> dict[str, int]:
    return {"count": await recalled(word) or await counted(word)}  # fault
