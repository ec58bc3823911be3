"""An app of its own for monitoring, with documentation of its own."""

from fastapi import FastAPI, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest

registry = CollectorRegistry()
Gauge("workers", "Workers.", registry=registry).set(2)
inner = FastAPI(title="Monitoring")
app = FastAPI()


@inner.get("/metrics")
def metrics() -> Response:  # fault
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)


@app.get("/hello")
def hello() -> str:
    return "hello"


app.mount("/monitoring", inner)
