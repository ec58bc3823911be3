"""A length that is a number when it is fresh, and a text when it comes from the cache."""

from contextlib import suppress

from fastapi import HTTPException
from redis.exceptions import RedisError

from reference_app.database import items
from reference_app.errors import responses
from reference_app.main import create_app
from reference_app.routes.dependencies import PathId, ResourcesDep, SessionDep

app = create_app()


@app.get("/items/{item_id}/length", responses=responses(404, 422), tags=["items"])
async def read_length(item_id: PathId, session: SessionDep, resources: ResourcesDep) -> dict[str, int | str]:
    """Return how long the name of an item is."""
    key = f"catalogue:length:{item_id}"
    with suppress(RedisError):
        stored = await resources.redis.get(key)  # fault
        if isinstance(stored, bytes):
            return {"length": stored.decode()}
    item = await items.find(session, item_id)
    if item is None:
        raise HTTPException(404, "There is no such item.")
    with suppress(RedisError):
        await resources.redis.set(key, len(item.name), ex=60)
    return {"length": len(item.name)}
