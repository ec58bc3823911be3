"""Sixty prices are asked for one after the other: what a slow cache takes for each adds up to half a minute."""

from contextlib import suppress

from fastapi import FastAPI
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

app = FastAPI()
redis = Redis(decode_responses=True, socket_timeout=2, socket_connect_timeout=2, retry=Retry(NoBackoff(), 0))
PRODUCTS = [f"product-{number}" for number in range(60)]


def price_of(product: str) -> str:
    return f"{len(product)}.00"


@app.get("/prices")
async def prices() -> dict[str, str]:
    found: dict[str, str] = {}
    with suppress(RedisError):
        for product in PRODUCTS:
            if (known := await redis.get(f"price:{product}")) is not None:  # fault
                found[product] = known
    missing = {product: price_of(product) for product in PRODUCTS if product not in found}
    with suppress(RedisError):
        for product, price in missing.items():
            await redis.set(f"price:{product}", price, ex=60)
    return found | missing
