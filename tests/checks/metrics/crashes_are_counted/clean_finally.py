"""Counted in `finally`, as 500 until something else is known."""

from fastapi import FastAPI, Request
from prometheus_client import CollectorRegistry, Counter, make_asgi_app

registry = CollectorRegistry()
REQUESTS = Counter("http_requests", "Requests.", ["route", "status"], registry=registry)
app = FastAPI()


@app.middleware("http")
async def count(request: Request, call_next):
    status = 500
    try:
        response = await call_next(request)
        status = response.status_code
        return response
    finally:
        REQUESTS.labels(getattr(request.scope.get("route"), "path", "unmatched"), status).inc()


@app.get("/items/{item_id}")
async def read_item(item_id: int) -> dict[str, int]:
    return {"id": item_id}


app.mount("/metrics", make_asgi_app(registry=registry))
