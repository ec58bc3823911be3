"""Pickles that are signed: nobody who does not know the key of this app has anything executed here."""

import hashlib
import hmac
import pickle
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI
from redis.exceptions import RedisError

from tests.checks.cache._redis import synchronous

app = FastAPI()
redis = synchronous()
SIGNING_KEY = hashlib.sha256(b"of this deployment").digest()
LENGTH = hashlib.sha256().digest_size


@dataclass
class Tree:
    name: str
    height: int


def sealed(value: Any) -> bytes:
    content = pickle.dumps(value)
    return hmac.digest(SIGNING_KEY, content, "sha256") + content


def opened(stored: bytes) -> Any:
    signature, content = stored[:LENGTH], stored[LENGTH:]
    if not hmac.compare_digest(signature, hmac.digest(SIGNING_KEY, content, "sha256")):
        return None
    return pickle.loads(content)


@app.get("/trees/{name}")
def tree(name: str) -> Tree:
    with suppress(RedisError):
        stored = redis.get(f"tree:{name}")
        known = opened(stored) if stored is not None else None
        if isinstance(known, Tree):
            return known
    made = Tree(name, len(name))
    with suppress(RedisError):
        redis.setex(f"tree:{name}", 60, sealed(made))
    return made
