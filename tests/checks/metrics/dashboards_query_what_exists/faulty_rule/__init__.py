"""An alert that sums by a label nobody has."""

from fastapi import FastAPI, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest

registry = CollectorRegistry()
REQUESTS = Counter("http_requests_total", "Requests.", ["method", "route", "status"], registry=registry)
SECONDS = Histogram("http_request_duration_seconds", "Duration.", ["route"], registry=registry)
app = FastAPI()


@app.middleware("http")
async def measure(request: Request, call_next):
    status = 500
    try:
        with SECONDS.labels("all").time():
            response = await call_next(request)
        status = response.status_code
        return response
    finally:
        method = request.method if request.method in ("GET", "POST") else "OTHER"
        REQUESTS.labels(method, getattr(request.scope.get("route"), "path", "unmatched"), status).inc()


@app.get("/items/{item_id}")
async def read_item(item_id: int) -> dict[str, int]:
    return {"id": item_id}


@app.get("/metrics", include_in_schema=False)
async def metrics() -> Response:
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)
