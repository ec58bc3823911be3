"""OpenMetrics by its content type, but in the older format: the end is not marked."""

from fastapi import FastAPI
from prometheus_client import CollectorRegistry, Histogram, generate_latest
from prometheus_client.openmetrics.exposition import CONTENT_TYPE_LATEST
from starlette.requests import Request
from starlette.responses import Response

registry = CollectorRegistry()
SECONDS = Histogram("orders_seconds", "How long orders take.", ["kind"], registry=registry)


async def metrics(request: Request) -> Response:  # fault
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)


app = FastAPI()
app.add_route("/metrics", metrics)


@app.post("/orders", status_code=201)
async def create_order() -> dict[str, int]:
    with SECONDS.labels("web").time():
        return {"id": 1}
