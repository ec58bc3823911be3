"""A cache that cannot read what it writes, and never says so."""

import json
from contextlib import suppress

from fastapi import HTTPException
from redis.exceptions import RedisError

from reference_app.database import items
from reference_app.errors import responses
from reference_app.main import create_app
from reference_app.routes.dependencies import PathId, ResourcesDep, SessionDep

app = create_app()


@app.get("/items/{item_id}/summary", responses=responses(404, 422), tags=["items"])
async def read_summary(item_id: PathId, session: SessionDep, resources: ResourcesDep) -> dict[str, str]:
    """Return an item in a few words."""
    key = f"catalogue:summary:{item_id}"
    with suppress(RedisError, ValueError, KeyError, TypeError):
        stored = await resources.redis.get(key)  # fault
        if stored is not None:
            return {"summary": json.loads(stored)["summary"]}
    item = await items.find(session, item_id)
    if item is None:
        raise HTTPException(404, "There is no such item.")
    with suppress(RedisError):
        await resources.redis.set(key, str({"summary": item.name}), ex=60)
    return {"summary": item.name}
