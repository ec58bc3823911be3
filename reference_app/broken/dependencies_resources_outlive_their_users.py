"""An operation whose background task looks for similar items with a session that is closed by then."""

import logging

from fastapi import BackgroundTasks
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from reference_app.database import items
from reference_app.main import create_app
from reference_app.models.tables import Item
from reference_app.routes.dependencies import ResourcesDep

app = create_app()
logger = logging.getLogger(__name__)


async def _survey(session: AsyncSession) -> None:
    found = await session.scalars(select(Item).limit(1))  # fault
    logger.info("the first is %s", [item.id for item in found])


@app.post("/surveys", status_code=202, tags=["items"])
async def add_survey(resources: ResourcesDep, tasks: BackgroundTasks) -> dict[str, int]:
    """Look through the catalogue."""
    async with resources.sessions() as session:
        page = await items.page(session, 0, 1)
        tasks.add_task(_survey, session)
    return {"items": len(page)}
