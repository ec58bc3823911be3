"""OpenTelemetry, pushed elsewhere: a counter of one's own by path."""

from fastapi import FastAPI, Request
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader

provider = MeterProvider(metric_readers=[InMemoryMetricReader()])
counter = provider.get_meter("shop").create_counter("shop.requests")
app = FastAPI()


@app.middleware("http")
async def count(request: Request, call_next):
    counter.add(1, {"path": request.url.path})  # fault
    return await call_next(request)


@app.get("/carts/{cart_id}")
async def read_cart(cart_id: int) -> int:
    return cart_id
