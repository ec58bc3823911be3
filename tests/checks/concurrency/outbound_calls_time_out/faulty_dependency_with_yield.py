"""A dependency opens a session at another service, and closes it when the request is done."""

import ssl
from collections.abc import AsyncIterator
from typing import Annotated

import httpx
from fastapi import Depends, FastAPI

app = FastAPI()
TLS = ssl.create_default_context()


async def upstream() -> AsyncIterator[str]:
    async with httpx.AsyncClient(verify=TLS, base_url="https://sessions.example", timeout=None) as client:
        try:
            opened = (await client.post("/sessions")).text  # fault
        except httpx.HTTPError:
            opened = "offline"
        yield opened


@app.get("/session")
async def session(name: Annotated[str, Depends(upstream)]) -> dict[str, str]:
    return {"session": name}
