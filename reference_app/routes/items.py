"""Items: anyone may read, their owners may change."""

from collections.abc import AsyncIterator, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, BackgroundTasks, Depends, HTTPException, Query, Request, Response
from fastapi.responses import StreamingResponse

from reference_app import events
from reference_app.database import items
from reference_app.errors import responses
from reference_app.models.schemas import LARGEST_ID, WITHOUT_NUL, ItemChange, ItemPage, ItemRead, ItemWrite
from reference_app.models.tables import Item
from reference_app.resources import Resources
from reference_app.routes.dependencies import CurrentUser, PathId, ResourcesDep, SessionDep

EXPORT_PAGE = 200

router = APIRouter(tags=["items"])


async def _owned_item_id(item_id: PathId, me: CurrentUser, session: SessionDep) -> int:
    owner_id = await items.find_owner_id(session, item_id)
    if owner_id is None:
        raise _not_found()
    if owner_id != me.id:
        raise HTTPException(403, "This item belongs to somebody else.")
    return item_id


OwnedItemId = Annotated[int, Depends(_owned_item_id)]


@router.get("/items", responses=responses(422))
async def list_items(
    session: SessionDep,
    after: Annotated[int, Query(ge=0, le=LARGEST_ID, description="Id of the last item seen.")] = 0,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    search: Annotated[str | None, Query(max_length=100, pattern=WITHOUT_NUL, description="Part of the name.")] = None,
) -> ItemPage:
    """Return one page of items."""
    found = await items.page(session, after, limit + 1, search)
    shown = [ItemRead.model_validate(item) for item in found[:limit]]
    return ItemPage(items=shown, next_after=shown[-1].id if len(found) > limit else None)


@router.post("/items", status_code=201, response_model=ItemRead, responses=responses(400, 401, 413, 422))
async def create_item(
    request: Request,
    response: Response,
    body: ItemWrite,
    me: CurrentUser,
    session: SessionDep,
    resources: ResourcesDep,
    tasks: BackgroundTasks,
) -> Item:
    """Add an item to the catalogue."""
    item = await items.add(session, me.id, body.model_dump())
    await session.commit()
    for task in (events.announce_item, events.record_item):
        tasks.add_task(task, resources.redis, resources.settings.redis_prefix, item.id)
    response.headers["Location"] = request.app.url_path_for("read_item", item_id=item.id)
    return item


@router.get("/items/{item_id}", responses=responses(404, 422))
async def read_item(item_id: PathId, session: SessionDep, resources: ResourcesDep) -> ItemRead:
    """Return one item; everybody sees the same, so that all share one cache entry."""

    async def load() -> ItemRead | None:
        item = await items.find(session, item_id)
        return None if item is None else ItemRead.model_validate(item)

    item = await resources.cache.remember(_cache_key(item_id), ItemRead, load)
    if item is None:
        raise _not_found()
    return item


@router.put("/items/{item_id}", response_model=ItemRead, responses=responses(400, 401, 403, 404, 413, 422))
async def replace_item(item_id: OwnedItemId, body: ItemWrite, session: SessionDep, resources: ResourcesDep) -> Item:
    """Describe an item anew."""
    return await _change(item_id, body.model_dump(), session, resources)


@router.patch("/items/{item_id}", response_model=ItemRead, responses=responses(400, 401, 403, 404, 413, 422))
async def change_item(item_id: OwnedItemId, body: ItemChange, session: SessionDep, resources: ResourcesDep) -> Item:
    """Change some fields of an item."""
    return await _change(item_id, body.model_dump(exclude_none=True), session, resources)


@router.delete("/items/{item_id}", status_code=204, response_class=Response, responses=responses(401, 403, 404, 422))
async def delete_item(item_id: OwnedItemId, session: SessionDep, resources: ResourcesDep) -> None:
    """Take an item out of the catalogue."""
    await items.remove(session, item_id)
    await session.commit()
    await resources.cache.forget(_cache_key(item_id))


@router.get(
    "/exports/items",
    response_class=StreamingResponse,
    responses={200: {"content": {"application/x-ndjson": {"schema": {"type": "string"}}}}},
)
async def export_items(resources: ResourcesDep) -> StreamingResponse:
    """Stream all items, one JSON object per line."""
    pages = items.pages(resources.sessions, EXPORT_PAGE)
    # Before the response starts: a database that is down can still be answered with 503.
    first = await anext(pages)
    return StreamingResponse(_lines(first, pages), media_type="application/x-ndjson")


async def _lines(first: Sequence[Item], rest: AsyncIterator[Sequence[Item]]) -> AsyncIterator[str]:
    yield _page_lines(first)
    async for page in rest:
        yield _page_lines(page)


def _page_lines(page: Sequence[Item]) -> str:
    return "".join(f"{ItemRead.model_validate(item).model_dump_json()}\n" for item in page)


async def _change(item_id: int, values: dict[str, Any], session: SessionDep, resources: Resources) -> Item:
    item = await items.change(session, item_id, values)
    if item is None:
        raise _not_found()
    await session.commit()
    await resources.cache.forget(_cache_key(item_id))
    return item


def _cache_key(item_id: int) -> str:
    return f"item:{item_id}"


def _not_found() -> HTTPException:
    return HTTPException(404, "There is no such item.")
