"""OpenTelemetry with a view that keeps no attributes."""

from fastapi import FastAPI
from opentelemetry.instrumentation.fastapi import FastAPIInstrumentor
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.metrics.view import View

reader = InMemoryMetricReader()
app = FastAPI()  # fault


@app.get("/carts/{cart_id}")
async def read_cart(cart_id: int) -> int:
    return cart_id


@app.get("/offers")
async def read_offers() -> list[int]:
    return [2]


provider = MeterProvider(metric_readers=[reader], views=[View(instrument_name="*", attribute_keys=set())])
FastAPIInstrumentor.instrument_app(app, meter_provider=provider)
