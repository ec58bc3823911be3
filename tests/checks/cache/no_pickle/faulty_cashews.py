"""cashews keeps what a function returns as pickles, unless it is told otherwise."""

from cashews import Cache
from fastapi import FastAPI

ALSO = ("cache.corrupt-entry-is-a-miss", "cache.outage-is-survived")

app = FastAPI()
cache = Cache()
cache.setup("redis://localhost:6379/0", socket_timeout=0.3)


@cache(ttl="1m", key="stock:{number}")
async def stock(number: int) -> dict[str, int]:
    return {"number": number, "stock": 3}


@app.get("/stock/{number}")
async def read_stock(number: int) -> dict[str, int]:
    return await stock(number)  # fault
