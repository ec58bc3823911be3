"""A router for every resource by name was included first, and takes what another one is for."""

from fastapi import APIRouter, FastAPI
from pydantic import BaseModel


class Row(BaseModel):
    resource: str
    number: int


generic = APIRouter(prefix="/api/{resource}")
orders = APIRouter(prefix="/api/orders")


@generic.get("/{number}")
def read(resource: str, number: int) -> Row:
    return Row(resource=resource, number=number)


@orders.get("/{number}")
def order(number: int) -> Row:  # fault
    return Row(resource="order", number=number)


@orders.post("/{number}/cancel")
def cancel(number: int) -> Row:
    return Row(resource="order", number=number)


app = FastAPI()
app.include_router(generic)
app.include_router(orders)
