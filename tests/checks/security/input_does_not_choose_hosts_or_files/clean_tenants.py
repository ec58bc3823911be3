"""A subdomain of one's own, by a name that is checked; a region that is a label."""

import re
from typing import Annotated

import httpx
from fastapi import Header, HTTPException

from tests.checks.security._hardened import hardened

app = hardened()


@app.get("/status")
async def status(tenant: str = "shop") -> int:
    if not re.fullmatch(r"[a-z0-9.-]{1,63}", tenant):
        raise HTTPException(400, "not a tenant")
    try:
        async with httpx.AsyncClient(timeout=1) as client:
            return (await client.get(f"https://{tenant}.tenants.example/status")).status_code
    except httpx.HTTPError:
        raise HTTPException(502, "not there") from None


@app.get("/mirror")
async def mirror(x_region: Annotated[str, Header()] = "eu") -> int:
    if not x_region.isalnum():
        raise HTTPException(400, "not a region")
    try:
        async with httpx.AsyncClient(base_url=f"https://{x_region}.mirror.example", timeout=1) as client:
            return (await client.get("/")).status_code
    except httpx.HTTPError:
        raise HTTPException(502, "not there") from None
