"""A key made of a model of filters, sorted and hashed; so it is the same for the same filters."""

import hashlib
import json
from contextlib import suppress
from typing import Annotated

from fastapi import Depends, FastAPI, Query
from pydantic import BaseModel, TypeAdapter, ValidationError
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous()
Shoes = TypeAdapter(list[str])


class Filters(BaseModel):
    colour: str = "red"
    sizes: frozenset[int] = frozenset({38, 39})

    @property
    def digest(self) -> str:
        values = {"colour": self.colour.lower(), "sizes": sorted(self.sizes)}
        return hashlib.blake2b(json.dumps(values, sort_keys=True).encode(), digest_size=8).hexdigest()


def filters(colour: str = "red", size: Annotated[list[int] | None, Query()] = None) -> Filters:
    return Filters(colour=colour, sizes=frozenset(size or [38]))


@app.get("/shoes")
async def shoes(chosen: Annotated[Filters, Depends(filters)]) -> list[str]:
    key = f"shoes:v3:{chosen.digest}"
    with suppress(RedisError, ValidationError):
        stored = await redis.get(key)
        if stored is not None:
            return Shoes.validate_json(stored)
    made = [f"{chosen.colour.lower()} {size}" for size in sorted(chosen.sizes)]
    with suppress(RedisError):
        await redis.set(key, Shoes.dump_json(made), ex=60)
    return made
