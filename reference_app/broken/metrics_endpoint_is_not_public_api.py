"""The age of the process, for Prometheus, among the operations for everybody."""

import time

from fastapi import Response

from reference_app.main import create_app
from reference_app.settings import Settings

started = time.time()
app = create_app(Settings(docs=True))


@app.get("/age/metrics", tags=["monitoring"])
async def age() -> Response:  # fault
    """Return when this process began."""
    text = f"# TYPE catalogue_started_seconds gauge\ncatalogue_started_seconds {started}\n"
    return Response(text, media_type="text/plain; version=0.0.4")
