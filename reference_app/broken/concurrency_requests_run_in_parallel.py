"""An operation that reads under one lock for everybody, so that its readers stand in line."""

import asyncio

from sqlalchemy.ext.asyncio import AsyncSession

from reference_app.database import items
from reference_app.errors import responses
from reference_app.main import create_app
from reference_app.models.tables import Item
from reference_app.routes.dependencies import PathId, SessionDep

app = create_app()
lock = asyncio.Lock()


async def _alone(session: AsyncSession, item_id: int) -> Item | None:
    async with lock:  # fault
        return await items.find(session, item_id)


@app.get("/items/{item_id}/available", responses=responses(422), tags=["items"])
async def is_available(item_id: PathId, session: SessionDep) -> dict[str, bool]:
    """Say whether there is such an item."""
    return {"available": await _alone(session, item_id) is not None}
