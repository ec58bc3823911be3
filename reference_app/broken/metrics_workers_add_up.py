"""The exposition tells of one process, whatever folder there is to share."""

from fastapi import Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from reference_app.main import create_app
from reference_app.metrics import Metrics

app = create_app()


@app.get("/metrics", include_in_schema=False)
async def metrics(request: Request) -> Response:  # fault
    """Return all series for Prometheus."""
    series: Metrics = request.app.state.metrics
    return Response(generate_latest(series._registry), media_type=CONTENT_TYPE_LATEST)


app.router.routes.insert(0, app.router.routes.pop())  # before the one it takes the place of
