"""An operation that closes its session where it ends, and not where it fails."""

from fastapi import HTTPException

from reference_app.database import items
from reference_app.errors import responses
from reference_app.main import create_app
from reference_app.routes.dependencies import PathId, ResourcesDep

app = create_app()


@app.get("/items/{item_id}/name", responses=responses(404, 422), tags=["items"])
async def read_name(item_id: PathId, resources: ResourcesDep) -> dict[str, str]:
    """Return how an item is called."""
    session = resources.sessions()  # fault
    item = await items.find(session, item_id)
    if item is None:
        raise HTTPException(404, "There is no such item.")
    name = item.name
    await session.close()
    return {"name": name}
