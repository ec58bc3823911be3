"""starlette-exporter, told not to group paths."""

from fastapi import FastAPI
from starlette_exporter import PrometheusMiddleware, handle_metrics


def create_app() -> FastAPI:
    app = FastAPI()
    app.add_middleware(PrometheusMiddleware, app_name="shop", group_paths=False, filter_unhandled_paths=False)  # fault
    app.add_route("/metrics", handle_metrics)

    @app.get("/orders/{number}")
    async def read_order(number: int) -> int:
        return number

    return app


app = create_app()
