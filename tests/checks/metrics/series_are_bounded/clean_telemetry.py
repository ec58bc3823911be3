"""OpenTelemetry's own instrumentation, pushed elsewhere, with its current names."""

from fastapi import FastAPI
from opentelemetry.instrumentation.fastapi import FastAPIInstrumentor
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader

app = FastAPI()


@app.get("/carts/{cart_id}")
async def read_cart(cart_id: int) -> int:
    return cart_id


FastAPIInstrumentor.instrument_app(app, meter_provider=MeterProvider(metric_readers=[InMemoryMetricReader()]))
