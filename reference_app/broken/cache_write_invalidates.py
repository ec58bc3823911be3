"""A cache of an item in a few words, which nobody drops when the item changes."""

from contextlib import suppress

from fastapi import HTTPException
from redis.exceptions import RedisError

from reference_app.database import items
from reference_app.errors import responses
from reference_app.main import create_app
from reference_app.models.schemas import ItemRead, ItemWrite
from reference_app.models.tables import Item
from reference_app.routes.dependencies import PathId, ResourcesDep, SessionDep
from reference_app.routes.items import OwnedItemId

app = create_app()


@app.get("/summaries/{item_id}", responses=responses(404, 422), tags=["items"])
async def read_summary(item_id: PathId, session: SessionDep, resources: ResourcesDep) -> dict[str, str]:
    """Return an item in a few words."""
    key = f"catalogue:summary:{item_id}"
    with suppress(RedisError):
        stored = await resources.redis.get(key)
        if isinstance(stored, bytes):
            return {"summary": stored.decode()}
    item = await items.find(session, item_id)
    if item is None:
        raise HTTPException(404, "There is no such item.")
    with suppress(RedisError):
        await resources.redis.set(key, item.name, ex=60)
    return {"summary": item.name}


@app.put(
    "/summaries/{item_id}", response_model=ItemRead, responses=responses(400, 401, 403, 404, 413, 422), tags=["items"]
)
async def replace_summary(item_id: OwnedItemId, body: ItemWrite, session: SessionDep) -> Item:  # fault
    """Describe an item anew."""
    item = await items.change(session, item_id, body.model_dump())
    if item is None:
        raise HTTPException(404, "There is no such item.")
    await session.commit()
    return item
