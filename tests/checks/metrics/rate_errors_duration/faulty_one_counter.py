"""One counter for all requests, whatever they are for and whatever becomes of them."""

from fastapi import FastAPI, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, generate_latest

registry = CollectorRegistry()
REQUESTS = Counter("requests", "Requests.", registry=registry)
app = FastAPI()


@app.middleware("http")
async def count(request: Request, call_next):
    REQUESTS.inc()
    return await call_next(request)


@app.get("/hello")
async def hello() -> str:
    return "hello"


@app.get("/items/{item_id}")
async def read_item(item_id: int) -> int:
    return item_id


@app.get("/metrics", include_in_schema=False)
async def metrics() -> Response:  # fault
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)
