"""Pickles that never leave the process: a deep copy by pickle, and a template of what each caller gets a copy of."""

import copy
import json
import pickle
from contextlib import suppress
from dataclasses import asdict, dataclass, field

from fastapi import FastAPI
from redis.exceptions import RedisError

from tests.checks.cache._redis import synchronous

app = FastAPI()
redis = synchronous()


@dataclass
class Basket:
    owner: str = "nobody"
    lines: list[str] = field(default_factory=list)


TEMPLATE = pickle.dumps(Basket(lines=["gift card"]))


@app.get("/baskets/{owner}")
def basket(owner: str) -> Basket:
    made: Basket = pickle.loads(TEMPLATE)
    made.owner = owner
    with suppress(RedisError, ValueError, TypeError):
        stored = redis.get(f"basket:{owner}")
        if stored is not None:
            return Basket(**json.loads(stored))
    with suppress(RedisError):
        redis.set(f"basket:{owner}", json.dumps(asdict(copy.deepcopy(made))), ex=60)
    return made
