"""A decorator that counts outcomes, of which an error is one."""

import functools

from fastapi import FastAPI, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest

registry = CollectorRegistry()
CALLS = Counter("calls", "Calls.", ["name", "outcome"], registry=registry)
SECONDS = Histogram("call_seconds", "Duration.", ["name", "status"], registry=registry)
app = FastAPI()


@app.middleware("http")
async def outcomes(request, call_next):
    name = getattr(request.scope.get("endpoint"), "__name__", "none")
    outcome, status = "error", 500
    try:
        with SECONDS.labels("all", "200").time():
            response = await call_next(request)
        outcome, status = "success", response.status_code
        return response
    finally:
        CALLS.labels(name, outcome).inc()
        SECONDS.labels("outer", str(status)).observe(0.1)


def known(function):
    @functools.wraps(function)
    async def call(*args, **kwargs):
        return await function(*args, **kwargs)

    return call


@app.get("/things")
@known
async def read_things() -> list[int]:
    return [1]


@app.get("/metrics", include_in_schema=False)
async def metrics() -> Response:
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)
