"""An endpoint that goes on whatever happens."""

from reference_app.errors import responses
from reference_app.main import create_app
from reference_app.routes.dependencies import PathId

app = create_app()


@app.get("/items/{item_id}/discount", responses=responses(422), tags=["items"])
async def read_discount(item_id: PathId) -> dict[str, int]:
    """Return how much less an item costs today."""
    try:
        return {"discount": item_id % 7}
    except Exception:  # fault
        return {"discount": 0}
