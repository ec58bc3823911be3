"""A look at the warehouse over connections that are not tested before they are used."""

import os

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from reference_app.errors import responses
from reference_app.main import create_app

app = create_app()
warehouse = create_async_engine(  # fault
    os.environ.get("WAREHOUSE_URL", "postgresql+asyncpg://postgres@127.0.0.1:5432/test"), pool_size=2
)


@app.get("/warehouse", responses=responses(422), tags=["items"])
async def look_at_warehouse() -> dict[str, str]:
    """Say what time it is there."""
    async with warehouse.connect() as connection:
        return {"time": str(await connection.scalar(text("select now()::text")))}
