"""A decorator of aiocache that is not told for how long keeps its entries for ever."""

from typing import Any

from aiocache import Cache, cached
from aiocache.serializers import JsonSerializer
from fastapi import FastAPI

app = FastAPI()
options = {"endpoint": "localhost", "port": 6379, "timeout": 1}


@cached(key="rates", cache=Cache.REDIS, serializer=JsonSerializer(), **options)
async def rates() -> Any:
    return {"EUR": 1.0, "USD": 1.1}


@app.get("/rates")
async def read_rates() -> Any:
    return await rates()  # fault
