"""A middleware that counts what comes back, and nothing where something is raised."""

from fastapi import FastAPI, Request
from prometheus_client import CollectorRegistry, Counter, make_asgi_app

registry = CollectorRegistry()
REQUESTS = Counter("http_requests", "Requests.", ["route", "status"], registry=registry)
app = FastAPI()


@app.middleware("http")
async def count(request: Request, call_next):
    response = await call_next(request)
    route = getattr(request.scope.get("route"), "path", "unmatched")
    REQUESTS.labels(route, response.status_code).inc()  # fault
    return response


@app.get("/items/{item_id}")
async def read_item(item_id: int) -> dict[str, int]:
    return {"id": item_id}


app.mount("/metrics", make_asgi_app(registry=registry))
