"""What is joined to a base, or asked of a client that has one, may be a whole address."""

from urllib.parse import urljoin

import httpx
import requests
from fastapi import HTTPException

from tests.checks.security._hardened import hardened

app = hardened()
CATALOGUE = "https://catalogue.example/api/"


@app.get("/proxy/{path:path}")
async def proxy(path: str) -> str:
    async with httpx.AsyncClient(base_url=CATALOGUE, timeout=1) as client:
        try:
            return (await client.get(path)).text  # fault
        except httpx.HTTPError:
            raise HTTPException(502, "not there") from None


@app.get("/covers")
def cover(name: str) -> int:
    try:
        return requests.get(urljoin(CATALOGUE, name), timeout=1).status_code  # fault
    except requests.RequestException:
        raise HTTPException(502, "not there") from None
