"""An entry of a model is believed when it fits, and else made anew; another is kept under several keys."""

from contextlib import suppress

from fastapi import FastAPI
from pydantic import BaseModel, Field, ValidationError
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous, synchronous

app = FastAPI()
redis = asynchronous()
blocking = synchronous()


class Item(BaseModel):
    number: int
    name: str = Field(pattern=r"^item \d+$")
    kind: str = Field(pattern="^plain$")


@app.get("/items/{number}")
async def item(number: int) -> Item:
    with suppress(RedisError, ValidationError):
        stored = await redis.get(f"item:{number}")
        if stored is not None:
            return Item.model_validate_json(stored)
    made = Item(number=number, name=f"item {abs(number)}", kind="plain")
    with suppress(RedisError):
        await redis.set(f"item:{number}", made.model_dump_json(), ex=60)
    return made


@app.get("/several")
def several() -> list[str]:
    keys = [f"part:{number}" for number in range(3)]
    found: list[bytes | None] = [None] * len(keys)
    with suppress(RedisError):
        found = blocking.mget(keys)
    parts = [part.decode("utf-8", "replace") if part is not None else f"part {n}" for n, part in enumerate(found)]
    with suppress(RedisError), blocking.pipeline() as pipe:
        for key, part, known in zip(keys, parts, found, strict=True):
            if known is None:
                pipe.set(key, part, ex=60)
        pipe.execute()
    return parts
