"""The validation handler takes the field from the second place of loc; a missing body has no second place."""

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel

from tests.checks.errors._base import Text, failure, make_app

ALSO = ("errors.no-input-crashes", "errors.http-semantics")

app = make_app("envelope")


class Ship(BaseModel):
    name: Text


@app.exception_handler(RequestValidationError)
async def invalid(request: Request, exc: RequestValidationError) -> Response:
    field = exc.errors()[0]["loc"][1]  # fault
    return failure("envelope", 422, f"Check {field}")


@app.post("/ships", status_code=201)
async def add_ship(ship: Ship) -> Ship:
    return ship
