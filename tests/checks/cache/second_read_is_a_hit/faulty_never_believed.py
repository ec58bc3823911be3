"""What is kept is compared with what it never is, so that it is made anew each time."""

from contextlib import suppress

from fastapi import FastAPI
from pydantic import BaseModel, ValidationError
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous()


class Quote(BaseModel):
    symbol: str
    price: float


async def recalled(symbol: str) -> Quote | None:
    with suppress(RedisError, ValidationError):
        stored = await redis.get(f"quote:{symbol}")  # fault
        return Quote.model_validate_json(stored) if stored is not None else None
    return None


@app.get("/quotes/{symbol}")
async def quote(symbol: str) -> Quote:
    known = await recalled(symbol)
    if known is not None and known.symbol == f"{symbol.upper()}!":
        return known
    made = Quote(symbol=symbol, price=len(symbol))
    with suppress(RedisError):
        await redis.set(f"quote:{symbol}", made.model_dump_json(), ex=60)
    return made
