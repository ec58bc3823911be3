"""A middleware that labels with the path as it was sent."""

import time

from fastapi import FastAPI, HTTPException, Request
from prometheus_client import REGISTRY, Counter, Histogram, make_asgi_app

REQUESTS = Counter("http_requests_total", "Requests.", ["method", "path", "status"])
SECONDS = Histogram("http_request_seconds", "Duration.", ["method"])
app = FastAPI()


@app.middleware("http")
async def measure(request: Request, call_next):
    started = time.perf_counter()
    status = 500
    method = request.method if request.method in ("GET", "POST") else "OTHER"
    try:
        response = await call_next(request)
        status = response.status_code
        return response
    finally:
        SECONDS.labels(method).observe(time.perf_counter() - started)
        REQUESTS.labels(method, request.url.path, status).inc()  # fault


@app.get("/items/{item_id}")
async def read_item(item_id: int) -> dict[str, int]:
    if item_id > 1000:
        raise HTTPException(404)
    return {"id": item_id}


app.mount("/metrics", make_asgi_app(registry=REGISTRY))
