"""prometheus-fastapi-instrumentator, its own status classes, some routes left out."""

from fastapi import FastAPI
from prometheus_fastapi_instrumentator import Instrumentator

app = FastAPI()


@app.get("/livez")
async def live() -> str:
    return "alive"


@app.get("/items/{item_id}")
async def read_item(item_id: int) -> dict[str, int]:
    return {"id": item_id}


Instrumentator(excluded_handlers=["/livez", "/metrics"]).instrument(app).expose(app, include_in_schema=False)
