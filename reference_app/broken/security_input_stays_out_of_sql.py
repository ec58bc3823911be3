"""A name is looked for in a statement that it is written into."""

from sqlalchemy import text

from reference_app.errors import responses
from reference_app.main import create_app
from reference_app.models.schemas import Name
from reference_app.routes.dependencies import SessionDep

app = create_app()


@app.get("/prices/{name}", responses=responses(422), tags=["items"])
async def read_prices(name: Name, session: SessionDep) -> list[int]:
    """Return what items of this name cost."""
    found = await session.scalars(text(f"SELECT price_cents FROM items WHERE name = '{name}'"))  # fault
    return list(found)
