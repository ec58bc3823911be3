"""Rules that record, and alerts on what is recorded."""

import time

from fastapi import FastAPI, Request
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, make_asgi_app

registry = CollectorRegistry()
REQUESTS = Counter("checkout_requests", "Requests.", ["route", "status"], registry=registry)
SECONDS = Histogram("checkout_request_seconds", "Seconds.", ["route"], registry=registry)
ACTIVE = Gauge("checkout_active", "Active.", registry=registry)
PAYMENTS = Counter("checkout_payments", "Payments.", ["outcome"], registry=registry)
app = FastAPI()


@app.middleware("http")
async def measure(request: Request, call_next):
    status, start = 500, time.perf_counter()
    with ACTIVE.track_inprogress():
        try:
            response = await call_next(request)
            status = response.status_code
            return response
        finally:
            route = getattr(request.scope.get("route"), "path", "unmatched")
            REQUESTS.labels(route, status).inc()
            SECONDS.labels(route).observe(time.perf_counter() - start)


@app.get("/items/{item_id}")
async def item(item_id: int) -> int:
    return item_id


app.mount("/metrics", make_asgi_app(registry=registry))
