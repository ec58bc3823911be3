"""Drafts are listed to who wrote them, and read by whoever is logged in."""

from itertools import count
from typing import Annotated

from fastapi import HTTPException, Path

from reference_app.errors import responses
from reference_app.main import create_app
from reference_app.models.schemas import Id, ItemRead, ItemWrite
from reference_app.routes.dependencies import CurrentUser

app = create_app()
drafts: dict[int, ItemRead] = {}
numbers = count(1)


@app.post("/drafts", status_code=201, responses=responses(400, 401, 413, 422))
async def write_draft(body: ItemWrite, me: CurrentUser) -> ItemRead:
    """Keep an item that is not offered yet."""
    draft = ItemRead(id=next(numbers), owner_id=me.id, **body.model_dump())
    drafts[draft.id] = draft
    return draft


@app.get("/drafts", responses=responses(401))
async def list_drafts(me: CurrentUser) -> list[ItemRead]:
    """Return the drafts of who asks."""
    return [draft for draft in drafts.values() if draft.owner_id == me.id]


@app.get("/drafts/{draft_id}", responses=responses(401, 404, 422))
async def read_draft(draft_id: Annotated[Id, Path()], _me: CurrentUser) -> ItemRead:  # fault
    """Return a draft."""
    if draft_id not in drafts:
        raise HTTPException(404, "There is no such draft.")
    return drafts[draft_id]
