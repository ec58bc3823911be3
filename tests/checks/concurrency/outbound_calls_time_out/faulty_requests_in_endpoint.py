"""The rate of a currency, asked with requests, which has no timeout of its own."""

import requests
from fastapi import FastAPI, HTTPException

app = FastAPI()


@app.get("/rates/{currency}")
def read_rate(currency: str) -> dict[str, float]:
    try:
        answer = requests.get(f"http://rates.internal/v1/{currency}")  # fault
        answer.raise_for_status()
    except requests.RequestException:
        raise HTTPException(502, "no rates today") from None
    return {"rate": answer.json()["rate"]}


@app.get("/currencies")
def list_currencies() -> list[str]:
    return ["EUR", "CHF"]
