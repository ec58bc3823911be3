"""A client for each request that connects to nothing: it calls another app in this process."""

import httpx
from fastapi import FastAPI

inner = FastAPI()
app = FastAPI()


@inner.get("/today")
async def today() -> str:
    return "sunny"


@app.get("/weather")
async def weather() -> dict[str, str]:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(inner), base_url="http://inner") as client:
        return {"weather": (await client.get("/today")).json()}
