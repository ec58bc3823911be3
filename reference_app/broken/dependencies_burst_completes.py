"""A count of items that is done in a session of its own, while the request has one for its owner."""

from sqlalchemy import func, select

from reference_app.database import items
from reference_app.errors import responses
from reference_app.main import create_app
from reference_app.models.tables import Item
from reference_app.routes.dependencies import ResourcesDep, SessionDep

app = create_app()


@app.get("/items-count", responses=responses(422), tags=["items"])
async def count_items(session: SessionDep, resources: ResourcesDep) -> dict[str, int]:
    """Say how many items there are, and how many of them are on the first page."""
    page = await items.page(session, 0, 20)
    async with resources.sessions() as other:
        number = await other.scalar(select(func.count()).select_from(Item))  # fault
    return {"all": number or 0, "first": len(page)}
