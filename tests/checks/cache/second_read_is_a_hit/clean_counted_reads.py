"""Beside a cached article its reads are counted, who reads it is noted, and the best are ranked, with each read."""

import json
from contextlib import suppress
from typing import Annotated, Any

from fastapi import FastAPI, Header
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous(decode_responses=True)


async def noted(slug: str, reader: str) -> int:
    with suppress(RedisError):
        async with redis.pipeline(transaction=True) as pipe:
            pipe.incr(f"reads:{slug}")
            pipe.pfadd(f"readers:{slug}", reader)
            pipe.zincrby("best", 1, slug)
            pipe.hset(f"last:{slug}", mapping={"reader": reader})
            return int((await pipe.execute())[0])
    return 0


@app.get("/articles/{slug}")
async def article(slug: str, x_reader: Annotated[str, Header()] = "r") -> dict[str, Any]:
    reads = await noted(slug, x_reader)
    with suppress(RedisError, ValueError):
        known = json.loads(await redis.get(f"article:{slug}") or "null")
        if isinstance(known, str):
            return {"text": known, "reads": reads}
    text = f"All about {slug}."
    with suppress(RedisError):
        await redis.set(f"article:{slug}", json.dumps(text), ex=300)
    return {"text": text, "reads": reads}


@app.get("/best")
async def best() -> list[str]:
    return [str(one) for one in await redis.zrevrange("best", 0, 2)]
