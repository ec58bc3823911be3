"""Three services asked at once, in tasks of their own; one of the calls has had its timeout switched off."""

import asyncio
import ssl
from typing import Any

import httpx
from fastapi import FastAPI

app = FastAPI()
TLS = ssl.create_default_context()


async def _ask(client: httpx.AsyncClient, host: str, **options: Any) -> Any:
    try:
        return (await client.get(f"http://{host}.internal/", **options)).json()  # fault
    except httpx.HTTPError:
        return None


@app.get("/dashboard")
async def dashboard() -> dict[str, Any]:
    async with httpx.AsyncClient(verify=TLS, timeout=0.3) as client:
        sales, stock = await asyncio.gather(_ask(client, "sales"), _ask(client, "stock", timeout=None))
    return {"sales": sales, "stock": stock}
