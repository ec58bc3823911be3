"""What is kept is a date, an address, a page or an object: empty, it would be none of these."""

import datetime
import json
from contextlib import suppress
from typing import Any

from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from redis.exceptions import RedisError

from tests.checks.cache._redis import synchronous

app = FastAPI()
redis = synchronous(decode_responses=True)


def load(key: str) -> str:
    with suppress(RedisError):
        return redis.get(key) or ""
    return ""


def keep(key: str, value: str) -> None:
    with suppress(RedisError):
        redis.set(key, value, ex=60)


@app.get("/dates/{name}")
def date(name: str) -> dict[str, str]:
    if stored := load(f"date:{name}"):
        return {"date": stored}
    text = datetime.date(2026, 1, 31).isoformat()
    keep(f"date:{name}", text)
    return {"date": text}


@app.get("/pages/{name}", response_class=HTMLResponse)
def page(name: str) -> str:
    if stored := load(f"page:{name}"):
        return stored
    text = f"<h1>{name}</h1>"
    keep(f"page:{name}", text)
    return text


@app.get("/objects/{name}")
def thing(name: str) -> Any:
    with suppress(ValueError):
        known = json.loads(load(f"object:{name}") or "null")
        if known and "name" in known:
            return known
    keep(f"object:{name}", json.dumps({"name": name}))
    return {"name": name}


@app.get("/versions/{name}")
def versioned(name: str) -> str:
    """A version that is another is no hit, and none is zero."""
    key = f"version:{name}"
    with suppress(RedisError):
        text, version = redis.hmget(key, "text", "version")
        if text is not None and version == "2":
            return str(text)
    with suppress(RedisError), redis.pipeline() as pipe:
        pipe.hset(key, mapping={"text": f"text of {name}", "version": "2"}).expire(key, 60)
        pipe.execute()
    return f"text of {name}"
