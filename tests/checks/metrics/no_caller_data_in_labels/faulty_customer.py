"""Who orders is a label, in small letters."""

from fastapi import FastAPI, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, generate_latest
from pydantic import BaseModel

registry = CollectorRegistry()
ORDERS = Counter("orders", "Orders.", ["customer"], registry=registry)
app = FastAPI()


class Order(BaseModel):
    customer: str
    pieces: int = 1


@app.post("/orders", status_code=201)
async def order(order: Order) -> Order:
    ORDERS.labels(customer=order.customer.strip().lower()).inc(order.pieces)  # fault
    return order


@app.get("/metrics", include_in_schema=False)
async def metrics() -> Response:
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)
