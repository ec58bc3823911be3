"""starlette-exporter with a label of a header."""

from fastapi import FastAPI
from starlette_exporter import PrometheusMiddleware, from_header, handle_metrics

app = FastAPI()
app.add_middleware(PrometheusMiddleware, labels={"tenant": from_header("X-Tenant-ID")})  # fault
app.add_route("/metrics", handle_metrics)


@app.get("/orders")
async def read_orders() -> list[int]:
    return []
