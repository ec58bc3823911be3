"""A barrier counts what it answers 500 as what would have been."""

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from prometheus_client import CollectorRegistry, Counter, Histogram, make_asgi_app

registry = CollectorRegistry()
REQ = Counter("ord_requests", "Requests.", ["route", "outcome"], registry=registry)
SEC = Histogram("ord_seconds", "Seconds.", ["route"], registry=registry)
app = FastAPI()


@app.middleware("http")
async def count(request: Request, call_next):
    try:
        with SEC.labels("all").time():
            response = await call_next(request)
    except Exception:
        REQ.labels(getattr(request.scope.get("route"), "path", "none"), "200").inc()  # fault
        return JSONResponse({"detail": "failed"}, 500)
    REQ.labels(getattr(request.scope.get("route"), "path", "none"), str(response.status_code)).inc()
    return response


@app.get("/items/{item_id}")
async def item(item_id: int) -> int:
    return item_id


app.mount("/metrics", make_asgi_app(registry=registry))
