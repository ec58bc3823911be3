"""Two registries joined by hand: what is in both comes twice."""

from fastapi import FastAPI
from fastapi.responses import PlainTextResponse
from prometheus_client import CollectorRegistry, Gauge, generate_latest

app = FastAPI()
shop, jobs = CollectorRegistry(), CollectorRegistry()
for registry in (shop, jobs):
    Gauge("build_info", "What runs here.", ["version"], registry=registry).labels("2.1").set(1)


@app.get("/things")
async def read_things() -> list[int]:
    return [1]


@app.get("/metrics", include_in_schema=False)
async def metrics() -> PlainTextResponse:  # fault
    return PlainTextResponse(generate_latest(shop) + generate_latest(jobs))
