"""The validation handler hands exc.errors() to JSONResponse; a custom validator's ValueError in ctx is no JSON."""

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, field_validator

from tests.checks.errors._base import make_app

ALSO = ("errors.no-input-crashes", "errors.http-semantics")

app = make_app("detail")


class Booking(BaseModel):
    guests: int

    @field_validator("guests")
    @classmethod
    def not_thirteen(cls, value: int) -> int:
        if value < 1 or value > 12:
            raise ValueError("between one and twelve")
        return value


@app.exception_handler(RequestValidationError)
async def invalid(request: Request, exc: RequestValidationError) -> JSONResponse:
    return JSONResponse({"detail": exc.errors()}, status_code=422)  # fault


@app.post("/bookings", status_code=201)
async def book(booking: Booking) -> Booking:
    return booking
