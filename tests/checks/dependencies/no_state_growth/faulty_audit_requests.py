"""An audit of who wrote what keeps the requests themselves."""

from fastapi import Depends, FastAPI, Request
from pydantic import BaseModel


class Order(BaseModel):
    name: str


class Audit:
    entries: list[tuple[str, Request]] = []

    def __call__(self, request: Request) -> None:
        self.entries.append((request.method, request))  # fault


audit = Audit()
app = FastAPI()
orders: list[Order] = []


@app.post("/orders", status_code=201, dependencies=[Depends(audit)])
async def create_order(order: Order) -> Order:
    orders.append(order)
    return order
