"""requests with timeouts, from an adapter for the whole session and from each call."""

from typing import Any

import requests
from fastapi import FastAPI, HTTPException
from requests.adapters import HTTPAdapter

app = FastAPI()


class Impatient(HTTPAdapter):
    def send(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        kwargs["timeout"] = kwargs.get("timeout") or 0.5
        return super().send(request, *args, **kwargs)


session = requests.Session()
session.mount("http://", Impatient(max_retries=1))


@app.get("/rate")
def rate() -> dict[str, float]:
    try:
        return {"rate": session.get("http://rates.internal/eur").json()["rate"]}
    except requests.RequestException:
        raise HTTPException(503, "no rates") from None


@app.get("/holidays")
def holidays() -> list[str]:
    try:
        return requests.get("https://holidays.example/", timeout=(0.3, 0.5)).json()
    except requests.RequestException:
        return []
