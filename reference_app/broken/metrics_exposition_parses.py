"""A second exposition, written by hand, whose value is a text."""

from fastapi import Response

from reference_app.main import create_app

app = create_app()


@app.get("/build/metrics", include_in_schema=False)
async def build() -> Response:  # fault
    """Return which build this is, for Prometheus."""
    return Response("# TYPE catalogue_build gauge\ncatalogue_build 1.0.0\n", media_type="text/plain; version=0.0.4")
