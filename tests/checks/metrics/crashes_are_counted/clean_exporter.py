"""starlette-exporter in front of it all."""

from fastapi import FastAPI
from starlette_exporter import PrometheusMiddleware, handle_metrics

app = FastAPI()
app.add_middleware(PrometheusMiddleware, app_name="orders", prefix="orders", skip_paths=["/metrics"])
app.add_route("/metrics", handle_metrics)


@app.get("/orders/{number}")
def read_order(number: int) -> int:
    return number
