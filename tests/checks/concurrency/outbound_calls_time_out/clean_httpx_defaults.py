"""httpx gives up after five seconds unless it is told not to."""

import ssl

import httpx
from fastapi import FastAPI, HTTPException

app = FastAPI()
TLS = ssl.create_default_context()


@app.get("/quote")
async def quote() -> dict[str, str]:
    try:
        async with httpx.AsyncClient(verify=TLS) as client:
            return {"quote": (await client.get("http://quotes.internal/")).text}
    except httpx.HTTPError as error:
        raise HTTPException(502, "no quotes") from error


@app.get("/fallback")
def fallback() -> dict[str, str]:
    try:
        return {"quote": httpx.get("http://quotes.internal/").text}
    except httpx.HTTPError:
        return {"quote": "Nothing is so permanent as a stopgap."}
