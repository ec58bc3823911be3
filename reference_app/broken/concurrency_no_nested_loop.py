"""An operation that runs in a thread and starts an event loop there, for each request."""

import asyncio

from reference_app.main import create_app

app = create_app()


async def _sum() -> int:
    await asyncio.sleep(0)
    return 3


@app.get("/stock", tags=["items"])
def read_stock() -> dict[str, int]:
    """Return how many items are in stock."""
    return {"stock": asyncio.run(_sum())}  # fault
