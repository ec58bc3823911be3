"""A view of OpenTelemetry keeps only attributes with few values."""

from fastapi import FastAPI, Request
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.metrics.view import View

view = View(instrument_name="edge.request.duration", attribute_keys={"http.route", "http.response.status_code"})
meter = MeterProvider(metric_readers=[InMemoryMetricReader()], views=[view]).get_meter("edge")
latency = meter.create_histogram("edge.request.duration", "s")
app = FastAPI()


@app.middleware("http")
async def measure(request: Request, call_next):
    status = 500
    try:
        response = await call_next(request)
        status = response.status_code
        return response
    finally:
        route = getattr(request.scope.get("route"), "path", "unmatched")
        latency.record(
            0.1, {"url.path": request.scope["path"], "http.route": route, "http.response.status_code": status}
        )


@app.get("/docs-of/{name}")
async def docs(name: str) -> str:
    return name
