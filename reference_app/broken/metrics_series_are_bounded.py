"""Downloads are counted by the item, of which there are more every day."""

from fastapi import HTTPException, Response
from prometheus_client import CollectorRegistry, Counter, generate_latest

from reference_app.database import items
from reference_app.errors import responses
from reference_app.main import create_app
from reference_app.routes.dependencies import PathId, SessionDep

app = create_app()
registry = CollectorRegistry()
downloads = Counter("catalogue_downloads", "Items downloaded.", ["item"], registry=registry)


@app.get("/items/{item_id}/download", responses=responses(404, 422), tags=["items"])
async def download(item_id: PathId, session: SessionDep) -> dict[str, str]:
    """Return an item's name to be kept."""
    item = await items.find(session, item_id)
    if item is None:
        raise HTTPException(404, "There is no such item.")
    downloads.labels(str(item_id)).inc()  # fault
    return {"name": item.name}


@app.get("/downloads/metrics", include_in_schema=False)
async def metrics() -> Response:
    """Return how often which item was downloaded, for Prometheus."""
    return Response(generate_latest(registry), media_type="text/plain; version=0.0.4")
