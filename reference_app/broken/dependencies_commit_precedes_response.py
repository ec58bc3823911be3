"""An operation that adds drafts in a session that is committed when it is left: after the answer."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends
from sqlalchemy.ext.asyncio import AsyncSession

from reference_app.database import items
from reference_app.errors import responses
from reference_app.main import create_app
from reference_app.models.schemas import ItemWrite
from reference_app.routes.dependencies import CurrentUser, SessionDep

SINCE = (0, 118)  # which leaves dependencies after it answered

app = create_app()


async def _committed(session: SessionDep) -> AsyncIterator[AsyncSession]:
    yield session
    await session.commit()  # fault


@app.post("/drafts", status_code=201, responses=responses(400, 401, 413, 422), tags=["items"])
async def create_draft(
    body: ItemWrite, me: CurrentUser, session: Annotated[AsyncSession, Depends(_committed)]
) -> dict[str, int]:
    """Add an item that is not described yet."""
    item = await items.add(session, me.id, body.model_dump())
    return {"id": item.id}
