"""An operation that declares an item and answers, past FastAPI, with something that is none."""

from fastapi import Response
from fastapi.responses import JSONResponse

from reference_app.database import items
from reference_app.main import create_app
from reference_app.models.schemas import ItemRead
from reference_app.routes.dependencies import SessionDep

app = create_app()


@app.get("/samples", response_model=list[ItemRead], tags=["items"])
async def read_samples(session: SessionDep) -> Response:
    """Return a few items, by name."""
    found = await items.page(session, after=0, limit=5)
    return JSONResponse({"items": [item.name for item in found]})  # fault
