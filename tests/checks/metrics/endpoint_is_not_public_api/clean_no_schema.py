"""An app that shows nobody its schema."""

from fastapi import FastAPI, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, generate_latest

registry = CollectorRegistry()
HELLOS = Counter("hellos", "Hellos.", registry=registry)
app = FastAPI(openapi_url=None)


@app.get("/hello")
async def hello() -> str:
    HELLOS.inc()
    return "hello"


@app.get("/metrics")
async def metrics() -> Response:
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)
