"""Searches are counted by what was looked for."""

from fastapi import Response
from prometheus_client import CollectorRegistry, Counter, generate_latest

from reference_app.errors import responses
from reference_app.main import create_app

app = create_app()
registry = CollectorRegistry()
searches = Counter("catalogue_searches", "Searches.", ["words"], registry=registry)


@app.get("/search", responses=responses(422), tags=["items"])
async def search(words: str) -> list[str]:
    """Return the names of items that have some words in them."""
    searches.labels(words[:40]).inc()  # fault
    return []


@app.get("/search/metrics", include_in_schema=False)
async def metrics() -> Response:
    """Return what was looked for, for Prometheus."""
    return Response(generate_latest(registry), media_type="text/plain; version=0.0.4")
