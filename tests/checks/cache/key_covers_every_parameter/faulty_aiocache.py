"""aiocache is given one key for all that a function may be called with."""

from typing import Any

from aiocache import Cache, cached
from aiocache.serializers import JsonSerializer
from fastapi import FastAPI

app = FastAPI()
options = {"endpoint": "localhost", "port": 6379, "timeout": 1}


@cached(ttl=60, key="rates", cache=Cache.REDIS, serializer=JsonSerializer(), **options)
async def rates(base: str) -> Any:
    return {"base": base, "rate": len(base)}


@app.get("/rates")
async def read_rates(base: str = "EUR") -> Any:
    return await rates(base)  # fault
