"""Every try ends, but there is always another."""

import time

import requests
from fastapi import FastAPI

app = FastAPI()


def _insist(url: str) -> dict[str, str]:
    while True:
        try:
            return requests.get(url, timeout=0.4).json()  # fault
        except requests.RequestException:
            time.sleep(0.02)


@app.get("/token")
def token(known: bool = True) -> dict[str, str]:
    if known:
        try:
            return requests.get("http://tokens.internal/", timeout=0.2).json()
        except requests.ConnectionError:
            return {"token": "cached"}
        except requests.Timeout:
            return _insist("http://tokens.internal/")
    return {"token": "none"}
