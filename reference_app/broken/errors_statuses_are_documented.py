"""An operation that answers 404, of which its OpenAPI description says nothing."""

from fastapi import HTTPException

from reference_app.database import items
from reference_app.errors import responses
from reference_app.main import create_app
from reference_app.routes.dependencies import PathId, SessionDep

app = create_app()


@app.get("/items/{item_id}/weight", responses=responses(422), tags=["items"])  # fault
async def read_weight(item_id: PathId, session: SessionDep) -> dict[str, float]:  # fault
    """Return what an item weighs."""
    item = await items.find(session, item_id)
    if item is None:
        raise HTTPException(404, "There is no such item.")
    return {"weight_kg": item.weight_kg}
