"""Two databases: what writes is tested before it is used, the replica is not."""

from collections.abc import AsyncIterator

from fastapi import Depends, FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

from tests.checks.dependencies._postgresql import ASYNCPG, PSYCOPG

primary = create_async_engine(ASYNCPG, pool_pre_ping=True)
replica = create_async_engine(PSYCOPG, isolation_level="AUTOCOMMIT")  # fault
app = FastAPI()


class Sessions:
    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine

    async def __call__(self) -> AsyncIterator[AsyncSession]:
        async with AsyncSession(self.engine) as session:
            yield session


@app.post("/orders", status_code=201)
async def order(session: AsyncSession = Depends(Sessions(primary))) -> dict[str, int]:
    return {"id": await session.scalar(text("select 1")) or 0}


@app.get("/orders")
async def list_orders(session: AsyncSession = Depends(Sessions(replica))) -> list[int]:
    return list(await session.scalars(text("select generate_series(1, 3)")))
