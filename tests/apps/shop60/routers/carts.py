"""Carts and their lines."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException
from pydantic import BaseModel, Field

from tests.apps.shop60 import store
from tests.apps.shop60.auth import CurrentUser

router = APIRouter(prefix="/carts", tags=["carts"])


class LineIn(BaseModel):
    product_id: UUID
    quantity: int = Field(1, ge=1, le=99)


class LinePatch(BaseModel):
    quantity: int = Field(ge=1, le=99)


async def own_cart(cart_id: UUID, user: CurrentUser) -> store.Row:
    cart = store.carts.get(cart_id)
    if cart is None or cart["user_id"] != user["id"]:
        raise HTTPException(status_code=404, detail="Cart not found")
    return cart


Cart = Annotated[store.Row, Depends(own_cart)]


def line_of(cart: store.Row, line_id: int) -> store.Row:
    for line in cart["lines"]:
        if line["id"] == line_id:
            return line
    raise HTTPException(status_code=404, detail="Line not found")


@router.post("", status_code=201)
async def create_cart(user: CurrentUser):
    cart_id = store.new_uuid()
    store.carts[cart_id] = {"id": cart_id, "user_id": user["id"], "lines": []}
    return {"id": cart_id}


@router.get("/{cart_id}")
async def read_cart(cart: Cart):
    return cart


@router.post("/{cart_id}/lines", status_code=201)
async def add_line(cart: Cart, line: LineIn):
    if line.product_id not in store.products:
        raise HTTPException(status_code=400, detail="No such product")
    if any(other["product_id"] == line.product_id for other in cart["lines"]):
        raise HTTPException(status_code=409, detail="In the cart already")
    cart["lines"].append({"id": store.next_id("lines"), **line.model_dump()})
    return {"line": cart["lines"][-1]}


@router.patch("/{cart_id}/lines/{line_id}")
async def change_line(cart: Cart, line_id: int, patch: LinePatch):
    line = line_of(cart, line_id)
    line["quantity"] = patch.quantity
    return line


@router.delete("/{cart_id}/lines/{line_id}", status_code=204)
async def remove_line(cart: Cart, line_id: int):
    cart["lines"].remove(line_of(cart, line_id))
