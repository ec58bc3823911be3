"""JSON, JSON that is compressed, numbers packed as bytes: nothing that could be executed."""

import json
import pickle
import struct
import zlib
from contextlib import suppress
from typing import Any

from fastapi import FastAPI
from redis.exceptions import RedisError

from tests.checks.cache._redis import synchronous

app = FastAPI()
redis = synchronous()


@app.get("/compressed/{name}")
def compressed(name: str) -> Any:
    with suppress(RedisError, zlib.error, ValueError):
        stored = redis.get(f"compressed:{name}")
        if stored is not None:
            return json.loads(zlib.decompress(stored))
    with suppress(RedisError):
        redis.set(f"compressed:{name}", zlib.compress(json.dumps([name] * 9).encode()), ex=60)
    return [name] * 9


@app.get("/packed/{name}")
def packed(name: str) -> list[float]:
    with suppress(RedisError, struct.error):
        stored = redis.get(f"packed:{name}")
        if stored is not None:
            return list(struct.unpack("!2d", stored))
    values = [1.5, float(len(name))]
    with suppress(RedisError):
        redis.set(f"packed:{name}", struct.pack("!2d", *values), ex=60)
    return values


@app.get("/copied/{name}")
def copied(name: str) -> Any:
    """What the process pickled itself, and never gave away, is no danger."""
    known = pickle.loads(pickle.dumps({"name": name}))
    with suppress(RedisError, ValueError):
        stored = redis.get(f"copied:{name}")
        if stored is not None:
            return json.loads(stored)
    with suppress(RedisError):
        redis.set(f"copied:{name}", json.dumps(known), ex=60)
    return known
