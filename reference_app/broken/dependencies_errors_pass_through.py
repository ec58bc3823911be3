"""A count of items whose session takes note of a failure and says nothing."""

import logging
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from reference_app.main import create_app
from reference_app.models.tables import Item
from reference_app.routes.dependencies import ResourcesDep

logger = logging.getLogger(__name__)

app = create_app()


async def _session(resources: ResourcesDep) -> AsyncIterator[AsyncSession]:
    async with resources.sessions() as session:
        try:
            yield session
        except Exception:  # fault
            await session.rollback()
            logger.warning("rolled back")


@app.get("/items-count", tags=["items"])
async def count_items(session: Annotated[AsyncSession, Depends(_session)]) -> dict[str, int]:
    """Count the items."""
    return {"items": await session.scalar(select(func.count()).select_from(Item)) or 0}
