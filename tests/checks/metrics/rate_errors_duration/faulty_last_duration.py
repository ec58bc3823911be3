"""Durations are a gauge with that of the last request."""

import time

from fastapi import FastAPI, Request
from fastapi.responses import PlainTextResponse
from prometheus_client import CollectorRegistry, Counter, Gauge, generate_latest

registry = CollectorRegistry()
REQUESTS = Counter("requests", "Requests.", ["route", "status"], registry=registry)
LAST = Gauge("request_seconds", "Duration.", ["route"], registry=registry)
app = FastAPI()


@app.middleware("http")
async def count(request: Request, call_next):
    started, status = time.perf_counter(), 500
    try:
        response = await call_next(request)
        status = response.status_code
        return response
    finally:
        route = getattr(request.scope.get("route"), "path", "unmatched")
        REQUESTS.labels(route, status).inc()
        LAST.labels(route).set(time.perf_counter() - started)


@app.get("/items/{item_id}")
async def read_item(item_id: int) -> int:
    return item_id


@app.get("/metrics", include_in_schema=False)
def metrics() -> PlainTextResponse:  # fault
    return PlainTextResponse(generate_latest(registry))
