"""OpenTelemetry, to be scraped: the reader knows one process."""

from fastapi import FastAPI
from fastapi.responses import PlainTextResponse
from opentelemetry.exporter.prometheus import PrometheusMetricReader
from opentelemetry.instrumentation.fastapi import FastAPIInstrumentor
from opentelemetry.sdk.metrics import MeterProvider
from prometheus_client import generate_latest

app = FastAPI()


@app.get("/carts")
async def read_carts() -> list[int]:
    return []


@app.get("/metrics", include_in_schema=False)
def metrics() -> PlainTextResponse:  # fault
    return PlainTextResponse(generate_latest())


FastAPIInstrumentor.instrument_app(app, meter_provider=MeterProvider(metric_readers=[PrometheusMetricReader()]))
