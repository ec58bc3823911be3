"""Sales are counted, requests are not."""

from fastapi import FastAPI
from prometheus_client import CollectorRegistry, Counter, make_asgi_app

registry = CollectorRegistry()
SALES = Counter("sales", "Sales.", registry=registry)
app = FastAPI()


@app.post("/sales", status_code=201)
async def sell() -> str:
    SALES.inc()
    return "sold"


@app.get("/prices")
async def read_prices() -> list[int]:
    return [1]


@app.get("/offers")
async def read_offers() -> list[int]:
    return [2]


app.mount("/metrics", make_asgi_app(registry=registry))  # fault
