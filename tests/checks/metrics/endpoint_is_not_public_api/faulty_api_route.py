"""starlette-exporter's handler, added as a route of the API; OpenMetrics."""

from fastapi import FastAPI
from starlette.requests import Request
from starlette_exporter import PrometheusMiddleware
from starlette_exporter import handle_openmetrics as handle

app = FastAPI()
app.add_middleware(PrometheusMiddleware)


@app.get("/orders")
def read_orders() -> list[str]:
    return []


async def exposed(request: Request):  # fault
    return handle(request)


app.add_api_route("/metrics", exposed, methods=["GET"])
