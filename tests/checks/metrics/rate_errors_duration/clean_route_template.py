"""Routes, methods out of a few, and one label for all that matches nothing."""

import time

from fastapi import FastAPI, HTTPException, Request
from prometheus_client import Counter, Histogram, make_asgi_app

REQUESTS = Counter("http_requests_total", "Requests.", ["method", "route", "status"])
SECONDS = Histogram("http_request_seconds", "Duration.", ["route"])
METHODS = {"GET", "POST", "PUT", "DELETE"}
app = FastAPI()


@app.middleware("http")
async def measure(request: Request, call_next):
    started = time.perf_counter()
    status = 500
    try:
        response = await call_next(request)
        status = response.status_code
        return response
    finally:
        route = getattr(request.scope.get("route"), "path", "unmatched")
        method = request.method if request.method in METHODS else "OTHER"
        REQUESTS.labels(method, route, status).inc()
        SECONDS.labels(route).observe(time.perf_counter() - started)


@app.get("/items/{item_id}")
async def read_item(item_id: int) -> dict[str, int]:
    if item_id > 1000:
        raise HTTPException(404)
    return {"id": item_id}


app.mount("/metrics", make_asgi_app())
