"""The biography of who wrote none is looked up again and again."""

from contextlib import suppress

from fastapi import FastAPI
from redis.exceptions import RedisError

from tests.checks.cache._redis import synchronous

app = FastAPI()
redis = synchronous(decode_responses=True)


@app.get("/biographies/{name}")
def biography(name: str) -> dict[str, str]:
    stored = None
    with suppress(RedisError):
        stored = redis.get(f"biography:{name}")
    if stored:  # fault
        return {"text": stored}
    text = f"All about {name}"
    with suppress(RedisError):
        redis.set(f"biography:{name}", text, ex=60)
    return {"text": text}
