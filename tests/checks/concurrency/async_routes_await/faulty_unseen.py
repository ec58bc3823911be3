"""Nobody can tell whether it blocks: it needs a host that is not to be had here."""

import requests
from fastapi import FastAPI

app = FastAPI()

ALSO = ["concurrency.no-blocking-calls", "concurrency.outbound-calls-time-out"]


@app.get("/weather")
async def weather() -> dict[str, str]:  # fault
    return requests.get("https://weather.example/today", timeout=2).json()
