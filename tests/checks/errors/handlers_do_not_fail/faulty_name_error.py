"""A logger that was renamed, but not in the handler that uses it: NameError, seen only when a payment is refused."""

import logging

from fastapi import Request, Response
from pydantic import BaseModel, Field

from tests.checks.errors._base import failure, make_app

ALSO = ("errors.no-input-crashes",)

log = logging.getLogger(__name__)
app = make_app("detail")


class Declined(Exception):
    pass


class Payment(BaseModel):
    cents: int = Field(ge=1)


@app.exception_handler(Declined)
async def declined(request: Request, exc: Declined) -> Response:
    logger.info("declined")  # noqa: F821  # fault
    return failure("detail", 403, "Declined")


@app.post("/payments", status_code=201)
async def pay(payment: Payment) -> Payment:
    if payment.cents > 10_000:
        raise Declined
    return payment
