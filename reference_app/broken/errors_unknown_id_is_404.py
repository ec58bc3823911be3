"""An operation that answers 200 and null for an item that does not exist."""

from reference_app.database import items
from reference_app.errors import responses
from reference_app.main import create_app
from reference_app.routes.dependencies import PathId, SessionDep

app = create_app()


@app.get("/items/{item_id}/owner", responses=responses(422), tags=["items"])
async def read_owner(item_id: PathId, session: SessionDep) -> int | None:
    """Return the id of the user to whom an item belongs."""
    return await items.find_owner_id(session, item_id)  # fault
