"""A gauge with another name than the one the dashboard asks for."""

from fastapi import Request, Response
from prometheus_client import CONTENT_TYPE_LATEST

from reference_app.main import create_app
from reference_app.metrics import Metrics

app = create_app()


@app.get("/metrics", include_in_schema=False)
async def metrics(request: Request) -> Response:
    """Return all series for Prometheus."""
    series: Metrics = request.app.state.metrics
    text = series.exposition().decode().replace("http_requests_in_progress", "http_requests_active")
    return Response(text, media_type=CONTENT_TYPE_LATEST)


app.router.routes.insert(0, app.router.routes.pop())  # before the one it takes the place of
