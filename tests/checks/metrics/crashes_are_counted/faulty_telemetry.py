"""OpenTelemetry: a counter of one's own behind the response."""

from fastapi import FastAPI, Request
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader

provider = MeterProvider(metric_readers=[InMemoryMetricReader()])
counter = provider.get_meter("shop").create_counter("shop.requests")
app = FastAPI()


@app.middleware("http")
async def count(request: Request, call_next):
    response = await call_next(request)
    route = getattr(request.scope.get("route"), "path", "unmatched")
    counter.add(1, {"http.route": route, "http.response.status_code": response.status_code})  # fault
    return response


@app.get("/carts/{cart_id}")
async def read_cart(cart_id: int) -> int:
    return cart_id
