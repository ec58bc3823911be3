"""Orders are their owners' in every operation; items are read by all, and changed by their owners."""

from itertools import count
from typing import Annotated, Any

from fastapi import Depends, HTTPException
from pydantic import BaseModel

from tests.checks.security._hardened import bearer, hardened

app = hardened()
orders: dict[int, dict[str, Any]] = {}
items: dict[int, dict[str, Any]] = {}
numbers = count(1)
User = Annotated[str, Depends(bearer)]


class Thing(BaseModel):
    name: str


def own_order(order_id: int, user: User) -> dict[str, Any]:
    if order_id not in orders or orders[order_id]["owner"] != user:
        raise HTTPException(404, "no such order")
    return orders[order_id]


def own_item(item_id: int, user: User) -> dict[str, Any]:
    if item_id not in items:
        raise HTTPException(404, "no such item")
    if items[item_id]["owner_id"] != user:
        raise HTTPException(403, "not yours")
    return items[item_id]


@app.post("/orders", status_code=201)
def place(user: User, body: Thing) -> dict[str, Any]:
    number = next(numbers)
    orders[number] = {"id": number, "name": body.name, "owner": user}
    return orders[number]


@app.get("/orders")
def listed(user: User) -> list[dict[str, Any]]:
    return [one for one in orders.values() if one["owner"] == user]


@app.get("/orders/{order_id}")
def order(found: Annotated[dict[str, Any], Depends(own_order)]) -> dict[str, Any]:
    return found


@app.post("/orders/{order_id}/pay")
def pay(found: Annotated[dict[str, Any], Depends(own_order)]) -> dict[str, Any]:
    return {**found, "paid": True}


@app.post("/items", status_code=201)
def offer(user: User, body: Thing) -> dict[str, Any]:
    number = next(numbers)
    items[number] = {"id": number, "name": body.name, "owner_id": user}
    return items[number]


@app.get("/items")
def all_items(user: User) -> list[dict[str, Any]]:
    return list(items.values())


@app.get("/items/{item_id}")
def item(item_id: int, user: User) -> dict[str, Any]:
    if item_id not in items:
        raise HTTPException(404, "no such item")
    return items[item_id]


@app.put("/items/{item_id}")
def rename(found: Annotated[dict[str, Any], Depends(own_item)], body: Thing) -> dict[str, Any]:
    found["name"] = body.name
    return found


@app.post("/items/{item_id}/likes")
def like(item_id: int, user: User) -> dict[str, int]:
    if item_id not in items:
        raise HTTPException(404, "no such item")
    return {"likes": 1}
