"""aiocache told to write JSON, by its own serializer and by one of the app's for decimals."""

import json
from decimal import Decimal
from typing import Any

from aiocache import Cache, cached
from aiocache.serializers import BaseSerializer, JsonSerializer
from fastapi import FastAPI

app = FastAPI()
options = {"endpoint": "localhost", "port": 6379, "timeout": 0.3}


class DecimalSerializer(BaseSerializer):
    DEFAULT_ENCODING = "utf-8"

    def dumps(self, value: dict[str, Decimal]) -> str:
        return json.dumps({name: str(amount) for name, amount in value.items()})

    def loads(self, value: str | None) -> dict[str, Decimal] | None:
        return None if value is None else {name: Decimal(amount) for name, amount in json.loads(value).items()}


@cached(ttl=60, key="kettles", cache=Cache.REDIS, serializer=JsonSerializer(), **options)
async def known_kettles() -> Any:
    return [{"name": "kettle", "price": 30}]


@app.get("/kettles")
async def kettles() -> Any:
    return await known_kettles()


@cached(ttl=60, cache=Cache.REDIS, serializer=DecimalSerializer(), key_builder=lambda f, sku: f"price:{sku}", **options)
async def price_of(sku: str) -> dict[str, Decimal]:
    return {"net": Decimal(len(sku)) / 4, "gross": Decimal(len(sku)) / 2}


@app.get("/prices/{sku}")
async def price(sku: str) -> dict[str, Decimal]:
    return await price_of(sku)
