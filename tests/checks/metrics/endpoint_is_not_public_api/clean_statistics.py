"""Statistics in JSON, which are no exposition, though the path is called so."""

from fastapi import FastAPI
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, generate_latest
from starlette.responses import Response

registry = CollectorRegistry()
SALES = Counter("sales", "Sales.", ["outcome"], registry=registry)
app = FastAPI()


@app.get("/metrics")
async def read_statistics() -> dict[str, float]:
    SALES.labels(outcome="won").inc()
    return {"sales": 3.0}


@app.get("/-/metrics", include_in_schema=False)
async def prometheus() -> Response:
    return Response(generate_latest(registry), headers={"content-type": CONTENT_TYPE_LATEST})
