"""One's own account: profile, password, addresses, notifications."""

from typing import Literal

from fastapi import APIRouter, HTTPException
from pydantic import BaseModel, Field, model_validator

from tests.apps.shop60 import store
from tests.apps.shop60.auth import CurrentUser
from tests.apps.shop60.routers.users import UserOut

router = APIRouter(tags=["account"])


class PasswordChange(BaseModel):
    current_password: str
    new_password: str = Field(min_length=8)
    new_password_again: str

    @model_validator(mode="after")
    def same_twice(self):
        if self.new_password != self.new_password_again:
            raise ValueError("The new passwords differ")
        return self


class Address(BaseModel):
    street: str = Field(min_length=1, max_length=200)
    city: str = Field(min_length=1, max_length=100)
    postcode: str = Field(pattern=r"^\d{5}$")
    country: Literal["DE", "FR", "NL"] = "DE"


@router.get("/me", response_model=UserOut)
async def read_me(user: CurrentUser):
    return user


@router.post("/me/password", status_code=204)
def change_password(change: PasswordChange, user: CurrentUser):
    if not store.check_password(change.current_password, user["password"]):
        raise HTTPException(status_code=400, detail="The current password is wrong")
    user["password"] = store.hash_password(change.new_password)


@router.get("/me/addresses")
async def list_addresses(user: CurrentUser):
    return {"items": [a for a in store.addresses.values() if a["user_id"] == user["id"]]}


@router.post("/me/addresses", status_code=201)
async def add_address(address: Address, user: CurrentUser):
    address_id = store.next_id("addresses")
    store.addresses[address_id] = {"id": address_id, "user_id": user["id"], **address.model_dump()}
    return address_id


@router.delete("/me/addresses/{address_id}", status_code=204)
async def delete_address(address_id: int, user: CurrentUser):
    address = store.addresses.get(address_id)
    if address is None or address["user_id"] != user["id"]:
        raise HTTPException(status_code=404, detail="Address not found")
    del store.addresses[address_id]


@router.get("/notifications")
async def list_notifications(user: CurrentUser, unread: bool = False):
    mine = [n for n in store.notifications.values() if n["user_id"] == user["id"]]
    return [n for n in mine if not (unread and n["read"])]


@router.post("/notifications/{notification_id}/read")
async def mark_read(notification_id: int, user: CurrentUser):
    notification = store.notifications.get(notification_id)
    if notification is None or notification["user_id"] != user["id"]:
        raise HTTPException(status_code=404, detail="Notification not found")
    notification["read"] = True
    return notification
