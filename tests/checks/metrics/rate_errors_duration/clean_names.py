"""Endpoints by their names, a summary for durations, exceptions counted by the client itself."""

from fastapi import FastAPI, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Summary, generate_latest

registry = CollectorRegistry()
SECONDS = Summary("handler_seconds", "Duration.", ["handler"], registry=registry)
FAILURES = Counter("handler_failures", "Exceptions.", ["handler"], registry=registry)
app = FastAPI()


@app.middleware("http")
async def measure(request, call_next):
    name = request.url.path.strip("/").partition("/")[0] if request.url.path in ("/cats", "/dogs") else "other"
    with SECONDS.labels(name).time(), FAILURES.labels(name).count_exceptions():
        return await call_next(request)


@app.get("/cats")
async def read_cats() -> list[str]:
    return []


@app.get("/dogs")
async def read_dogs() -> list[str]:
    return []


@app.get("/metrics", include_in_schema=False)
async def metrics() -> Response:
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)
