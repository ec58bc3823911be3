"""OpenTelemetry fills a registry that is served elsewhere than by the app."""

from fastapi import FastAPI
from opentelemetry.exporter.prometheus import PrometheusMetricReader
from opentelemetry.instrumentation.fastapi import FastAPIInstrumentor
from opentelemetry.sdk.metrics import MeterProvider

provider = MeterProvider(metric_readers=[PrometheusMetricReader()])
app = FastAPI()
FastAPIInstrumentor.instrument_app(app, meter_provider=provider)


@app.get("/items/{item_id}")
async def item(item_id: int) -> int:
    return item_id


@app.get("/hello")
async def hello() -> str:
    return "hello"
