"""What stands inside of a `with`: a `try`, loops that go on or end, branches that do nothing, and a `match`."""

from fastapi import FastAPI
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from tests.checks.dependencies._shop import Item, async_engine, sync_engine

engine, other = sync_engine(), async_engine()
app = FastAPI()


@app.get("/sync")
def read_sync() -> list[str]:
    found: list[str] = []
    for number in range(3):
        with Session(engine) as session:
            rows = session.scalars(select(Item.name).where(Item.id == number))
            try:
                found += rows
            except ValueError:
                pass
            if number == 1:
                continue
            while True:
                break
            match number:
                case 2:
                    return found
                case _:
                    pass
    return found


@app.get("/async")
async def read_async() -> str:
    async with AsyncSession(other) as session:
        row = (await session.scalars(select(Item).limit(1))).first()
        try:
            if row is None:
                return ""
        finally:
            session.expunge_all()
        with session.no_autoflush:
            return row.name
