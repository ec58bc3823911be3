"""OpenTelemetry: attributes of a histogram hold the whole address with its query."""

from fastapi import FastAPI, Request
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader

provider = MeterProvider(metric_readers=[InMemoryMetricReader()])
sizes = provider.get_meter("shop").create_histogram("shop.query.size")
app = FastAPI()


@app.get("/carts")
async def read_carts(request: Request, owner: str = "nobody") -> int:
    sizes.record(len(request.url.query), {"url.query": request.url.query})  # fault
    return 1
