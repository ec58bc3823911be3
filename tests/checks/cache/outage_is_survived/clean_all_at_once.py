"""Sixty prices are asked for and kept at once, and one that is slow to come is not waited for twice."""

from contextlib import suppress

from fastapi import FastAPI
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous(decode_responses=True)
PRODUCTS = [f"product-{number}" for number in range(60)]


def price_of(product: str) -> str:
    return f"{len(product)}.00"


@app.get("/prices")
async def prices() -> dict[str, str]:
    keys = [f"price:{product}" for product in PRODUCTS]
    known: list[str | None] = [None] * len(keys)
    with suppress(RedisError):
        known = await redis.mget(keys)
    found = {product: one or price_of(product) for product, one in zip(PRODUCTS, known, strict=True)}
    with suppress(RedisError):
        async with redis.pipeline() as pipe:
            for product, one in zip(PRODUCTS, known, strict=True):
                if one is None:
                    pipe.set(f"price:{product}", found[product], ex=60)
            await pipe.execute()
    return found
