"""A dependency counts behind its `yield`, and takes success for granted."""

from fastapi import Depends, FastAPI, Request
from prometheus_client import CollectorRegistry, Counter, make_asgi_app

registry = CollectorRegistry()
REQUESTS = Counter("requests", "Requests.", ["endpoint", "code"], registry=registry)


async def measured(request: Request):
    yield
    REQUESTS.labels(request.scope["route"].path, "200").inc()  # fault


app = FastAPI(dependencies=[Depends(measured)])


@app.get("/items/{item_id}")
async def read_item(item_id: int) -> dict[str, int]:
    return {"id": item_id}


app.mount("/metrics", make_asgi_app(registry=registry))
