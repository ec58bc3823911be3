"""A unit of work that commits however it is left, used by two endpoints through their dependency."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI
from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncSession

from tests.checks.dependencies._shop import Item, Note, async_engine

ALSO = ("dependencies.commit-precedes-response",)

engine = async_engine()


class UnitOfWork:
    def __init__(self) -> None:
        self.session = AsyncSession(engine)

    async def __aenter__(self) -> "UnitOfWork":
        return self

    async def __aexit__(self, *_: Any) -> None:
        await self.session.commit()  # fault
        await self.session.close()


class Items:
    def __init__(self, session: AsyncSession) -> None:
        self.session = session

    async def add(self, row: Item | Note) -> int:
        self.session.add(row)
        await self.session.flush()
        return row.id


async def get_items() -> AsyncIterator[Items]:
    async with UnitOfWork() as work:
        yield Items(work.session)


class In(BaseModel):
    text: str


router = APIRouter(prefix="/shop")


@router.post("/items")
async def create_item(one: In, items: Annotated[Items, Depends(get_items)]) -> dict[str, int]:
    return {"id": await items.add(Item(name=one.text))}


@router.post("/notes")
async def create_note(one: In, items: Annotated[Items, Depends(get_items)]) -> dict[str, int]:
    return {"id": await items.add(Note(text=one.text))}


app = FastAPI()
app.include_router(router)
