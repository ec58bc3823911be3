"""Reading looks at whose it is, and an action on it does not."""

import uuid
from dataclasses import asdict, dataclass
from typing import Annotated, Any

from fastapi import Depends, HTTPException
from pydantic import BaseModel

from tests.checks.security._hardened import bearer, hardened

app = hardened()
User = Annotated[str, Depends(bearer)]


@dataclass
class Booking:
    id: str
    seat: str
    by: str
    cancelled: bool = False


class BookingIn(BaseModel):
    seat: str


class Bookings:
    def __init__(self) -> None:
        self.rows: dict[str, Booking] = {}

    def get(self, key: str) -> Booking:
        if key not in self.rows:
            raise HTTPException(404, "no such booking")
        return self.rows[key]


bookings = Bookings()


@app.post("/bookings", status_code=201)
async def book(body: BookingIn, user: User) -> dict[str, Any]:
    made = Booking(str(uuid.uuid4()), body.seat, user)
    bookings.rows[made.id] = made
    return asdict(made)


@app.get("/bookings/{booking_id}")
async def read(booking_id: str, user: User) -> dict[str, Any]:
    found = bookings.get(booking_id)
    if found.by != user:
        raise HTTPException(403, "not yours")
    return asdict(found)


@app.post("/bookings/{booking_id}/cancel")
async def cancel(booking_id: str, user: User) -> dict[str, Any]:  # fault
    found = bookings.get(booking_id)
    found.cancelled = True
    return asdict(found)
