"""Counted outside of what answers a crash."""

import time

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from prometheus_client import CollectorRegistry, Counter, Histogram, make_asgi_app

registry = CollectorRegistry()
REQUESTS = Counter("web_requests", "Requests.", ["method", "route", "status_class"], registry=registry)
SECONDS = Histogram("web_request_seconds", "Duration.", ["method", "route"], registry=registry)
app = FastAPI()
METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"}


@app.middleware("http")
async def barrier(request: Request, call_next):
    try:
        return await call_next(request)
    except Exception:
        return JSONResponse({"detail": "failed"}, 500)


@app.middleware("http")
async def count(request: Request, call_next):
    start = time.perf_counter()
    response = await call_next(request)
    route = getattr(request.scope.get("route"), "path", "unmatched")
    method = request.method if request.method in METHODS else "other"
    REQUESTS.labels(method, route, f"{response.status_code // 100}xx").inc()
    SECONDS.labels(method, route).observe(time.perf_counter() - start)
    return response


@app.get("/items/{item_id}")
async def read_item(item_id: int) -> dict[str, int]:
    return {"id": item_id}


app.mount("/metrics", make_asgi_app(registry=registry))
