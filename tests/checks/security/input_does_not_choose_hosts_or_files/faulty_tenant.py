"""A subdomain by a name that nobody looks at: a slash in it ends the host."""

import httpx
from fastapi import HTTPException
from pydantic import BaseModel

from tests.checks.security._hardened import hardened

app = hardened()


class Sync(BaseModel):
    tenant: str


@app.post("/syncs")
def sync(body: Sync) -> int:
    try:
        return httpx.post(f"https://{body.tenant}.tenants.example/sync", timeout=1).status_code  # fault
    except httpx.HTTPError:
        raise HTTPException(502, "not there") from None
