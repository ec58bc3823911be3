"""An operation that makes a Redis client of its own, beside the one of all others."""

from fastapi import HTTPException
from redis.asyncio import Redis

from reference_app.database import items
from reference_app.errors import responses
from reference_app.main import create_app
from reference_app.routes.dependencies import PathId, SessionDep

app = create_app()


@app.get("/items/{item_id}/views", responses=responses(404, 422), tags=["items"])
async def read_views(item_id: PathId, session: SessionDep) -> dict[str, int]:
    """Return how often an item was looked at."""
    if await items.find(session, item_id) is None:
        raise HTTPException(404, "There is no such item.")
    async with Redis(host="localhost", socket_timeout=1, socket_connect_timeout=1) as views:  # fault
        return {"views": int(await views.incr(f"catalogue:views:{item_id}"))}
