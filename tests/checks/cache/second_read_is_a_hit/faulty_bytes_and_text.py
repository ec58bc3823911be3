"""A stored version is compared with a text, and Redis answers bytes: no entry is ever of this version."""

from contextlib import suppress

from fastapi import FastAPI
from redis.exceptions import RedisError

from tests.checks.cache._redis import synchronous

app = FastAPI()
redis = synchronous()


@app.get("/documents/{number}")
def document(number: int) -> str:
    key = f"document:{number}"
    with suppress(RedisError):
        text, version = redis.hmget(key, "text", "version")  # fault
        if text is not None and version == "2":
            return text.decode()
    made = f"document {number}"
    with suppress(RedisError), redis.pipeline() as pipe:
        pipe.hset(key, mapping={"text": made, "version": "2"}).expire(key, 60)
        pipe.execute()
    return made
