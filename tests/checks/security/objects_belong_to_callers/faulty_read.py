"""Orders are listed by owner, and read by anyone who is logged in."""

from itertools import count
from typing import Annotated, Any

from fastapi import Depends, HTTPException

from tests.checks.security._hardened import bearer, hardened

app = hardened()
orders: dict[int, dict[str, Any]] = {}
numbers = count(1)
User = Annotated[str, Depends(bearer)]


@app.post("/orders", status_code=201)
def place(user: User, what: str) -> dict[str, Any]:
    number = next(numbers)
    orders[number] = {"id": number, "what": what, "by": user}
    return orders[number]


@app.get("/orders")
def mine(user: User) -> list[dict[str, Any]]:
    return [one for one in orders.values() if one["by"] == user]


@app.get("/orders/{order_id}")
def order(order_id: int, user: User) -> dict[str, Any]:  # fault
    if order_id not in orders:
        raise HTTPException(404, "no such order")
    return orders[order_id]


@app.delete("/orders/{order_id}", status_code=204)
def cancel(order_id: int, user: User) -> None:
    if order_id not in orders or orders[order_id]["by"] != user:
        raise HTTPException(404, "no such order")
    del orders[order_id]
