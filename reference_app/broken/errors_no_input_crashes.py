"""An operation that divides by a number it was sent, which may be zero."""

from fastapi import HTTPException

from reference_app.database import items
from reference_app.errors import responses
from reference_app.main import create_app
from reference_app.routes.dependencies import PathId, SessionDep

app = create_app()


@app.get("/items/{item_id}/instalments", responses=responses(404, 422), tags=["items"])
async def instalments(item_id: PathId, session: SessionDep, months: int = 12) -> dict[str, int]:
    """Return what an item costs each month."""
    item = await items.find(session, item_id)
    if item is None:
        raise HTTPException(404, "There is no such item.")
    return {"price_cents": item.price_cents // months}  # fault
