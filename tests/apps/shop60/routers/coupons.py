"""Coupons."""

from datetime import date

from fastapi import APIRouter, HTTPException
from pydantic import BaseModel, Field

from tests.apps.shop60 import store

router = APIRouter(prefix="/coupons", tags=["coupons"])


class Coupon(BaseModel):
    code: str = Field(pattern=r"^[A-Z0-9]{4,12}$")
    percent: int = Field(ge=1, le=90)
    valid_from: date
    valid_until: date


@router.post("", status_code=201, response_model=Coupon)
def create_coupon(coupon: Coupon):
    if coupon.valid_from > coupon.valid_until:
        raise HTTPException(status_code=422, detail="valid_from must not be after valid_until")
    if coupon.code in store.coupons:
        raise HTTPException(status_code=409, detail="Code in use")
    store.coupons[coupon.code] = coupon.model_dump()
    return coupon


@router.get("/{code}", response_model=Coupon)
def read_coupon(code: str):
    if code not in store.coupons:
        raise HTTPException(status_code=404, detail="Coupon not found")
    return store.coupons[code]
