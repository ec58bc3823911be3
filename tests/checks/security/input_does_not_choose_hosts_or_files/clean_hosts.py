"""Hosts of settings with what was sent as path or query, a suffix that is compared, addresses that are checked."""

import ipaddress
import socket
from typing import Annotated, Any
from urllib.parse import quote, urljoin, urlsplit
from urllib.request import urlopen

import httpx
import requests
from fastapi import Depends, HTTPException
from pydantic import AnyHttpUrl, BaseModel

from tests.checks.security._hardened import hardened

app = hardened()
INVENTORY = "https://inventory.example/api/"
REGIONS = {"eu": "https://eu.billing.example", "us": "https://us.billing.example"}


class Webhook(BaseModel):
    url: AnyHttpUrl


def checked(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme != "https" or not (parts.hostname or "").endswith(".partner.example"):
        raise HTTPException(400, "not a partner")
    return url


@app.get("/parts/{number}")
def part(number: str) -> Any:
    try:
        return requests.get(urljoin(INVENTORY, f"parts/{quote(number, safe='')}"), timeout=1).json()
    except requests.RequestException:
        raise HTTPException(502, "not there") from None


@app.get("/bills/{region}")
async def bills(region: str, customer: str = "c1") -> Any:
    base = REGIONS.get(region)
    if base is None:
        raise HTTPException(404, "no such region")
    try:
        async with httpx.AsyncClient(base_url=base, timeout=1) as client:
            return (await client.get("/bills", params={"customer": customer}, headers={"X-Customer": "1"})).json()
    except httpx.HTTPError:
        raise HTTPException(502, "not there") from None


@app.get("/preview")
def preview(url: Annotated[str, Depends(checked)]) -> int:
    try:
        with urlopen(url, timeout=1) as opened:
            return int(opened.status)
    except OSError:
        raise HTTPException(502, "not there") from None


@app.post("/webhooks", status_code=201)
def webhook(body: Webhook) -> dict[str, str]:
    host = body.url.host or ""
    try:
        inside = ipaddress.ip_address(host).is_private
    except ValueError:
        inside = host == socket.gethostname() or host.endswith(".internal")
    if inside:
        raise HTTPException(400, "not an address of the outside")
    return {"kept": str(body.url)}
