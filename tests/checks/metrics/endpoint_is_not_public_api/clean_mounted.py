"""The client's own ASGI app: text for who asks for text, OpenMetrics with exemplars for who asks for that."""

from fastapi import FastAPI
from prometheus_client import CollectorRegistry, Histogram, make_asgi_app

registry = CollectorRegistry()
SECONDS = Histogram("render_seconds", "Rendering.", registry=registry)
app = FastAPI()


@app.get("/pages/{name}")
async def read_page(name: str) -> dict[str, str]:
    SECONDS.observe(0.01, exemplar={"trace_id": "abc123"})
    return {"name": name}


app.mount("/metrics", make_asgi_app(registry=registry))
