"""An operation that answers an unknown id in a shape of its own, beside the problem details of all others."""

from fastapi import Response
from fastapi.responses import JSONResponse

from reference_app.database import items
from reference_app.errors import responses
from reference_app.main import create_app
from reference_app.routes.dependencies import PathId, SessionDep

app = create_app()


@app.get("/items/{item_id}/price", response_model=dict[str, int], responses=responses(404, 422), tags=["items"])
async def read_price(item_id: PathId, session: SessionDep) -> Response | dict[str, int]:
    """Return what an item costs."""
    item = await items.find(session, item_id)
    if item is None:
        return JSONResponse({"error": "There is no such item."}, 404)  # fault
    return {"price_cents": item.price_cents}
