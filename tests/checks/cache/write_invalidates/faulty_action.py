"""An action below an order changes its state, and a summary of it is kept by aiocache."""

import itertools
from typing import Any

from aiocache import Cache, cached
from aiocache.serializers import JsonSerializer
from fastapi import FastAPI, HTTPException

app = FastAPI()
options = {"endpoint": "localhost", "port": 6379, "timeout": 1}
numbers = itertools.count(1)
states: dict[int, str] = {}


@app.post("/orders", status_code=201)
async def create() -> dict[str, int]:
    number = next(numbers)
    states[number] = "new"
    return {"id": number}


@cached(ttl=60, cache=Cache.REDIS, serializer=JsonSerializer(), key_builder=lambda f, number: f"o{number}", **options)
async def state_of(number: int) -> Any:
    return states.get(number)


@app.get("/orders/{order_id}")
async def read(order_id: int) -> Any:
    state = await state_of(order_id)
    if state is None:
        raise HTTPException(404)
    return {"state": state}


@app.post("/orders/{order_id}/pay")
async def pay(order_id: int) -> Any:  # fault
    if order_id not in states:
        raise HTTPException(404)
    states[order_id] = "paid"
    return {"state": "paid"}
