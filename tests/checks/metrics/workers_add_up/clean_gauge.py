"""The collector for several processes in a mounted app, with a gauge of those alive."""

import os

from fastapi import FastAPI, Request
from prometheus_client import REGISTRY, CollectorRegistry, Counter, Gauge, Histogram, make_asgi_app, multiprocess

REQUESTS = Counter("mp_requests", "Requests.", ["route", "status"])
ACTIVE = Gauge("mp_in_progress", "In progress.", multiprocess_mode="livesum")
SECONDS = Histogram("mp_seconds", "Seconds.", ["route"])
app = FastAPI()


def registry() -> CollectorRegistry:
    if not os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        return REGISTRY
    made = CollectorRegistry()
    multiprocess.MultiProcessCollector(made)
    return made


@app.middleware("http")
async def count(request: Request, call_next):
    status = 500
    with ACTIVE.track_inprogress(), SECONDS.labels("all").time():
        try:
            response = await call_next(request)
            status = response.status_code
            return response
        finally:
            REQUESTS.labels(getattr(request.scope.get("route"), "path", "unmatched"), status).inc()


@app.get("/hello")
async def hello() -> str:
    return "hello"


app.mount("/metrics", make_asgi_app(registry=registry()))
