"""starlette-exporter counts, and a registry of one process is shown in place of its own endpoint."""

from fastapi import FastAPI
from fastapi.responses import PlainTextResponse
from prometheus_client import REGISTRY, generate_latest
from starlette_exporter import PrometheusMiddleware

app = FastAPI()
app.add_middleware(PrometheusMiddleware)


@app.get("/orders")
def read_orders() -> list[int]:
    return []


@app.get("/-/metrics", include_in_schema=False)
def metrics() -> PlainTextResponse:  # fault
    return PlainTextResponse(generate_latest(REGISTRY))
