"""OpenTelemetry's measurements, by the names that exporters give them."""

from fastapi import FastAPI
from opentelemetry.instrumentation.fastapi import FastAPIInstrumentor
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader

app = FastAPI()
FastAPIInstrumentor.instrument_app(app, meter_provider=MeterProvider(metric_readers=[InMemoryMetricReader()]))


@app.get("/items/{item_id}")
async def item(item_id: int) -> int:
    return item_id
