"""An operation that makes a 500 of a database that is down, where clients are to come back later."""

from fastapi import HTTPException
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from reference_app.main import create_app
from reference_app.models.tables import Item
from reference_app.routes.dependencies import SessionDep

app = create_app()


@app.get("/statistics", tags=["items"])
async def statistics(session: SessionDep) -> dict[str, int]:
    """Count what there is."""
    try:
        count = await session.scalar(select(func.count()).select_from(Item))
    except OperationalError:
        raise HTTPException(500, "There are no statistics.") from None  # fault
    return {"items": count or 0}
