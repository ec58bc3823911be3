"""Whatever is asked for in the query, in capitals."""

from fastapi import FastAPI
from prometheus_client import CollectorRegistry, Counter, make_asgi_app

registry = CollectorRegistry()
CUR = Counter("currency_any", "Currencies.", ["currency"], registry=registry)
app = FastAPI()


@app.get("/price")
async def price(currency: str) -> str:
    CUR.labels(currency.upper()).inc()  # fault
    return currency


app.mount("/metrics", make_asgi_app(registry=registry))
