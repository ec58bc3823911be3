"""Prometheus text that is said to be OpenMetrics."""

from fastapi import FastAPI, Response
from prometheus_client import CollectorRegistry, Counter, generate_latest

registry = CollectorRegistry()
C = Counter("om_jobs", "Jobs.", ["queue"], registry=registry)
app = FastAPI()


@app.get("/metrics", include_in_schema=False)
def metrics() -> Response:  # fault
    return Response(generate_latest(registry), media_type="application/openmetrics-text; version=1.0.0; charset=utf-8")


@app.post("/jobs")
async def job() -> str:
    C.labels("a").inc()
    return "ok"
