"""Orders: placed from a cart, shipped or cancelled."""

from datetime import UTC, datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, BackgroundTasks, Depends, HTTPException, status
from pydantic import BaseModel, Field

from tests.apps.shop60 import store
from tests.apps.shop60.auth import CurrentUser

router = APIRouter(prefix="/orders", tags=["orders"])


class OrderIn(BaseModel):
    cart_id: UUID
    address_id: int | None = None
    coupon: str | None = None
    note: str = Field("", max_length=500)


class Shipment(BaseModel):
    carrier: Literal["dhl", "ups", "post"]
    tracking: str = Field(min_length=4, max_length=40)


class Order(BaseModel):
    number: int
    state: Literal["open", "shipped", "cancelled"]
    placed_at: datetime
    lines: int
    coupon: str | None


def notify(user_id: int, text: str) -> None:
    number = store.next_id("notifications")
    store.notifications[number] = {"id": number, "user_id": user_id, "text": text, "read": False}


def own_order(number: int, user: CurrentUser) -> store.Row:
    order = store.orders.get(number)
    if order is None or order["user_id"] != user["id"]:
        raise HTTPException(status_code=404, detail="Order not found")
    return order


OwnOrder = Annotated[store.Row, Depends(own_order)]


def must_be_open(order: store.Row) -> None:
    if order["state"] != "open":
        raise HTTPException(status_code=409, detail=f"The order is {order['state']}")


@router.get("", response_model=list[Order])
def list_orders(user: CurrentUser, state: Literal["open", "shipped", "cancelled"] | None = None):
    mine = [order for order in store.orders.values() if order["user_id"] == user["id"]]
    return [order for order in mine if state is None or order["state"] == state]


@router.post("", response_model=Order, status_code=status.HTTP_201_CREATED)
def place_order(order: OrderIn, user: CurrentUser, tasks: BackgroundTasks):
    cart = store.carts.get(order.cart_id)
    if cart is None or cart["user_id"] != user["id"]:
        raise HTTPException(status_code=422, detail="No such cart")
    if order.address_id is not None and order.address_id not in store.addresses:
        raise HTTPException(status_code=422, detail="No such address")
    if order.coupon is not None and order.coupon not in store.coupons:
        raise HTTPException(status_code=422, detail="No such coupon")
    number = store.next_id("orders")
    store.orders[number] = {
        "number": number,
        "user_id": user["id"],
        "state": "open",
        "placed_at": datetime.now(UTC),
        "lines": len(cart["lines"]),
        "coupon": order.coupon,
    }
    tasks.add_task(notify, user["id"], f"Order {number} placed")
    return store.orders[number]


@router.get("/{number}", response_model=Order)
def read_order(order: OwnOrder):
    return order


@router.post("/{number}/cancel", response_model=Order)
def cancel_order(order: OwnOrder):
    must_be_open(order)
    order["state"] = "cancelled"
    return order


@router.post("/{number}/ship", response_model=Order)
def ship_order(order: OwnOrder, shipment: Shipment):
    must_be_open(order)
    order.update(state="shipped", shipment=shipment.model_dump())
    return order
