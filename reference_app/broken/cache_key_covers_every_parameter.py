"""A cache of how many items there are, whatever is searched for."""

from contextlib import suppress
from typing import Annotated

from fastapi import Query
from pydantic import ValidationError
from redis.exceptions import RedisError

from reference_app.database import items
from reference_app.errors import responses
from reference_app.main import create_app
from reference_app.models.schemas import WITHOUT_NUL, ItemPage, ItemRead
from reference_app.routes.dependencies import ResourcesDep, SessionDep

KEY = "catalogue:found"

app = create_app()


@app.get("/found/items", responses=responses(422), tags=["items"])
async def find_items(
    session: SessionDep,
    resources: ResourcesDep,
    search: Annotated[str, Query(max_length=100, pattern=WITHOUT_NUL)] = "",
) -> ItemPage:
    """Return the first items that are found."""
    with suppress(RedisError, ValidationError):
        stored = await resources.redis.get(KEY)  # fault
        if stored is not None:
            return ItemPage.model_validate_json(stored)
    found = await items.page(session, 0, 10, search)
    shown = ItemPage(items=[ItemRead.model_validate(item) for item in found], next_after=None)
    with suppress(RedisError):
        await resources.redis.set(KEY, shown.model_dump_json(), ex=60)
    return shown
