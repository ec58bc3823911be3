"""The id of a request is an exemplar."""

from fastapi import FastAPI, Request
from prometheus_client import CollectorRegistry, Counter, make_asgi_app

registry = CollectorRegistry()
REQUESTS = Counter("requests", "Requests.", ["route"], registry=registry)
app = FastAPI()


@app.middleware("http")
async def count(request: Request, call_next):
    try:
        return await call_next(request)
    finally:
        route = getattr(request.scope.get("route"), "path", "unmatched")
        REQUESTS.labels(route).inc(exemplar={"request_id": request.headers.get("x-request-id", "none")[:60]})


@app.get("/search")
def search(q: str = "") -> list[str]:
    return []


app.mount("/metrics", make_asgi_app(registry=registry))
