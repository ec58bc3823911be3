"""What is counted are sales, not requests."""

from fastapi import FastAPI, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, generate_latest

registry = CollectorRegistry()
SALES = Counter("sales", "Sales.", ["currency"], registry=registry)
app = FastAPI()


@app.post("/sales", status_code=201)
async def sell() -> str:
    SALES.labels("EUR").inc()
    return "sold"


@app.get("/metrics", include_in_schema=False)
async def metrics() -> Response:
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)
