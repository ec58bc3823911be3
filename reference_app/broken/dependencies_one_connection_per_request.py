"""An operation that counts the items of who calls in a session of its own, beside that of the request."""

from sqlalchemy import func, select

from reference_app.errors import responses
from reference_app.main import create_app
from reference_app.models.tables import Item
from reference_app.routes.dependencies import CurrentUser, ResourcesDep

app = create_app()


@app.get("/users/me/items/count", responses=responses(401), tags=["users"])
async def count_items(me: CurrentUser, resources: ResourcesDep) -> dict[str, int]:
    """Count the items of who calls."""
    async with resources.sessions() as session:  # fault
        count = await session.scalar(select(func.count()).where(Item.owner_id == me.id))
    return {"items": count or 0}
