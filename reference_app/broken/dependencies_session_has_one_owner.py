"""An operation that asks the database two things at once, with one session."""

import asyncio

from fastapi import HTTPException

from reference_app.database import items
from reference_app.errors import responses
from reference_app.main import create_app
from reference_app.routes.dependencies import PathId, SessionDep

app = create_app()


@app.get("/items/{item_id}/label", responses=responses(404, 422), tags=["items"])
async def read_label(item_id: PathId, session: SessionDep) -> dict[str, str]:
    """Return an item's name and whose it is."""
    await items.find_owner_id(session, item_id)  # takes the connection, so that both find one
    item, owner_id = await asyncio.gather(  # fault
        items.find(session, item_id), items.find_owner_id(session, item_id)
    )
    if item is None:
        raise HTTPException(404, "There is no such item.")
    return {"label": f"{item.name} of {owner_id}"}
