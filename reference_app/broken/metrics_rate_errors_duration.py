"""Of all that is measured only the requests in progress are exposed."""

from fastapi import Request, Response
from fastapi.routing import APIRoute
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from reference_app.main import create_app
from reference_app.metrics import Metrics
from reference_app.routes import monitoring

monitoring.router.routes[:] = [
    route for route in monitoring.router.routes if not (isinstance(route, APIRoute) and route.path == "/metrics")
]
app = create_app()


@app.get("/metrics", include_in_schema=False)
async def metrics(request: Request) -> Response:  # fault
    """Return how many requests are served now, for Prometheus."""
    series: Metrics = request.app.state.metrics
    chosen = series._registry.restricted_registry(["http_requests_in_progress"])
    return Response(generate_latest(chosen), media_type=CONTENT_TYPE_LATEST)
