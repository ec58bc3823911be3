"""Queries on items; callers decide when to commit."""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from reference_app.models.tables import Item


async def add(session: AsyncSession, owner_id: int, values: Mapping[str, Any]) -> Item:
    """Store a new item."""
    item = Item(owner_id=owner_id, **values)
    session.add(item)
    await session.flush()
    return item


async def find(session: AsyncSession, item_id: int) -> Item | None:
    """Return the item with this id, if there is one."""
    return await session.get(Item, item_id)


async def find_owner_id(session: AsyncSession, item_id: int) -> int | None:
    """Return whose item this is, if there is one."""
    return await session.scalar(select(Item.owner_id).where(Item.id == item_id))


async def change(session: AsyncSession, item_id: int, values: Mapping[str, Any]) -> Item | None:
    """Set some columns of an item in one statement, so that a concurrent delete shows as None."""
    if not values:
        return await find(session, item_id)
    return await session.scalar(update(Item).where(Item.id == item_id).values(**values).returning(Item))


async def remove(session: AsyncSession, item_id: int) -> None:
    """Delete an item; one that is gone already is no error."""
    await session.execute(delete(Item).where(Item.id == item_id))


async def page(session: AsyncSession, after: int, limit: int, search: str | None = None) -> Sequence[Item]:
    """Return items in the order of their ids, at most `limit`, the first one after the id `after`."""
    query = select(Item).where(Item.id > after).order_by(Item.id).limit(limit)
    if search:
        query = query.where(Item.name.icontains(search, autoescape=True))
    return (await session.scalars(query)).all()


async def pages(sessions: async_sessionmaker[AsyncSession], size: int) -> AsyncIterator[Sequence[Item]]:
    """Go through all items, at least one page; no connection is held while the consumer works on it."""
    after = 0
    while True:
        async with sessions() as session:
            found = await page(session, after, size)
        yield found
        if len(found) < size:
            return
        after = found[-1].id
