"""Exemplars name the request; they are no series."""

import uuid

from fastapi import FastAPI
from prometheus_client import CollectorRegistry, Histogram, make_asgi_app

registry = CollectorRegistry()
SECONDS = Histogram("read_seconds", "Reading.", ["route"], registry=registry)
app = FastAPI()


@app.get("/pages/{name}")
async def read_page(name: str) -> dict[str, str]:
    SECONDS.labels("/pages/{name}").observe(0.01, exemplar={"trace_id": uuid.uuid4().hex})
    return {"name": name}


app.mount("/metrics", make_asgi_app(registry=registry))
