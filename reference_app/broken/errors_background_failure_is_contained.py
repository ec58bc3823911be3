"""Two background tasks that are not contained: when the first fails, Starlette never runs the second."""

from fastapi import BackgroundTasks

from reference_app.errors import responses
from reference_app.main import create_app
from reference_app.resources import Resources
from reference_app.routes.dependencies import CurrentUser, PathId, ResourcesDep

app = create_app()


async def count_report(resources: Resources, item_id: int) -> None:
    """Count how often an item was reported."""
    await resources.redis.incr(f"{resources.settings.redis_prefix}:reports:{item_id}")


async def tell_moderators(resources: Resources, item_id: int) -> None:
    """Ask people to look at the item."""
    await resources.redis.publish(f"{resources.settings.redis_prefix}:reports", str(item_id))


@app.post("/items/{item_id}/reports", status_code=202, responses=responses(401, 404, 422), tags=["items"])
async def report_item(
    item_id: PathId, _me: CurrentUser, resources: ResourcesDep, tasks: BackgroundTasks
) -> dict[str, str]:
    """Report an item to the moderators."""
    tasks.add_task(count_report, resources, item_id)  # fault
    tasks.add_task(tell_moderators, resources, item_id)
    return {"status": "accepted"}
