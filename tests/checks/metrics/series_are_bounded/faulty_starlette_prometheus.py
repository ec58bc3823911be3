"""starlette-prometheus as it comes: unhandled paths are labels."""

from fastapi import FastAPI
from starlette_prometheus import PrometheusMiddleware, metrics

app = FastAPI()
app.add_middleware(PrometheusMiddleware)  # fault
app.add_route("/metrics", metrics)


@app.get("/ping")
async def ping() -> str:
    return "pong"
