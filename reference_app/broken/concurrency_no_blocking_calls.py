"""An operation that counts with the synchronous Redis client, beside the asynchronous one of all others."""

import redis
from fastapi import HTTPException

from reference_app.database import items
from reference_app.errors import responses
from reference_app.main import create_app
from reference_app.routes.dependencies import PathId, SessionDep

app = create_app()
views = redis.Redis(host="localhost", socket_timeout=1, socket_connect_timeout=1)


@app.get("/items/{item_id}/views", responses=responses(404, 422), tags=["items"])
async def read_views(item_id: PathId, session: SessionDep) -> dict[str, int]:
    """Return how often an item was looked at."""
    if await items.find(session, item_id) is None:
        raise HTTPException(404, "There is no such item.")
    return {"views": _count(item_id)}


def _count(item_id: int) -> int:
    return int(views.incr(f"catalogue:views:{item_id}"))  # fault
