"""A page is HTML when it is fresh and plain text when it is not; a document is 206 and then 200."""

from contextlib import suppress

from fastapi import FastAPI, Response
from redis.exceptions import RedisError

from tests.checks.cache._redis import synchronous

app = FastAPI()
redis = synchronous()


def remembered(key: str) -> bytes | None:
    with suppress(RedisError):
        stored = redis.get(key)  # fault
        return stored if isinstance(stored, bytes) else None
    return None


def keep(key: str, value: str) -> None:
    with suppress(RedisError):
        redis.set(key, value, ex=60)


@app.get("/pages/{name}")
def page(name: str) -> Response:
    stored = remembered(f"page:{name}")
    if stored is not None:
        return Response(stored, media_type="text/plain")
    text = f"<h1>{name}</h1>"
    keep(f"page:{name}", text)
    return Response(text, media_type="text/html")


@app.get("/documents/{name}")
def document(name: str) -> Response:
    stored = remembered(f"document:{name}")
    if stored is not None:
        return Response(stored, media_type="text/plain")
    text = f"the first part of {name}"
    keep(f"document:{name}", text)
    return Response(text, status_code=206, media_type="text/plain")
