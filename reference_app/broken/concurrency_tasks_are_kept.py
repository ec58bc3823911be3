"""An operation that counts views in a task that only the event loop knows."""

import asyncio

from redis.asyncio import Redis

from reference_app.errors import responses
from reference_app.main import create_app
from reference_app.routes.dependencies import PathId, ResourcesDep

app = create_app()


async def _count(redis: Redis, key: str) -> None:
    await redis.incr(key)


@app.get("/items/{item_id}/views", responses=responses(422), tags=["items"])
async def view_item(item_id: PathId, resources: ResourcesDep) -> dict[str, int]:
    """Count a view of an item."""
    task = asyncio.create_task(_count(resources.redis, f"views:{item_id}"))  # fault
    task.set_name(f"view of {item_id}")
    return {"item_id": item_id}
