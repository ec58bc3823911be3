"""An operation that says in a 200 that it did not find anything."""

from sqlalchemy import func, select

from reference_app.errors import responses
from reference_app.main import create_app
from reference_app.models.tables import Item
from reference_app.routes.dependencies import PathId, SessionDep

app = create_app()


@app.get("/items/{item_id}/neighbours", responses=responses(422), tags=["items"])
async def count_neighbours(item_id: PathId, session: SessionDep) -> dict[str, str | int]:
    """Count the items of the same owner."""
    owner_id = await session.scalar(select(Item.owner_id).where(Item.id == item_id))
    if owner_id is None:
        return {"error": "There is no such item."}  # fault
    count = await session.scalar(select(func.count()).where(Item.owner_id == owner_id))
    return {"count": count or 0}
