"""Another service that refuses is 502 here, and one that is slow is 504: deliberate, and quick."""

import httpx
from fastapi import HTTPException

from tests.checks.errors._base import make_app

app = make_app("detail")


@app.get("/availability")
async def availability() -> dict[str, bool]:
    try:
        async with httpx.AsyncClient(base_url="http://inventory.example", timeout=1) as client:
            answer = await client.get("/stock")
            answer.raise_for_status()
    except httpx.TimeoutException as exc:
        raise HTTPException(504, "The inventory is slow") from exc
    except httpx.HTTPError as exc:
        raise HTTPException(502, "The inventory does not answer") from exc
    return {"available": True}
