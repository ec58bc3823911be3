"""An exposition that FastAPI turns into a JSON text."""

from fastapi import FastAPI
from prometheus_client import CollectorRegistry, Counter, generate_latest

registry = CollectorRegistry()
ITEMS = Counter("shop_items_read", "Items that were read.", registry=registry)
app = FastAPI()


@app.get("/items/{item_id}")
async def read_item(item_id: int) -> dict[str, int]:
    ITEMS.inc()
    return {"id": item_id}


@app.get("/metrics", include_in_schema=False)
async def metrics():  # fault
    return generate_latest(registry).decode()
