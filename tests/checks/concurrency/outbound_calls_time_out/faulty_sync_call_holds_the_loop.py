"""Two async endpoints that ask with requests, so that the whole loop waits, beside one that asks well."""

import ssl

import httpx
import requests
from fastapi import FastAPI, HTTPException

ALSO = ["concurrency.loop-stays-free", "concurrency.no-blocking-calls", "concurrency.async-routes-await"]

app = FastAPI()
TLS = ssl.create_default_context()
session = requests.Session()


@app.get("/weather")
async def weather() -> dict[str, object]:
    try:
        return {"weather": session.get("https://weather.example/today").json()}  # fault
    except requests.RequestException:
        return {"weather": None}


@app.post("/notices")
async def notify(text: str) -> dict[str, bool]:
    try:
        session.post("http://notices.internal/send", json={"text": text})  # fault
    except requests.RequestException as error:
        raise HTTPException(503, "notices are down") from error
    return {"sent": True}


@app.get("/news")
async def news() -> dict[str, object]:
    try:
        async with httpx.AsyncClient(verify=TLS, timeout=0.4) as client:
            return {"news": (await client.get("http://news.internal/")).json()}
    except httpx.HTTPError:
        return {"news": []}
