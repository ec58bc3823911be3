"""A preview of any page."""

import httpx
from fastapi import HTTPException

from tests.checks.security._hardened import hardened

app = hardened()


@app.get("/preview")
async def preview(url: str) -> str:
    async with httpx.AsyncClient(timeout=1) as client:
        try:
            response = await client.get(url)  # fault
        except (httpx.HTTPError, httpx.InvalidURL):
            raise HTTPException(502, "not there") from None
    return response.text[:100]
