"""A refused connection is mapped to 503, but timeout=None waits for ever on one that hangs."""

import httpx
from fastapi import HTTPException

from tests.checks.errors._base import make_app

app = make_app("detail")
client = httpx.Client(base_url="http://inventory.example", timeout=None)  # fault


@app.get("/availability")
def availability() -> dict[str, bool]:
    try:
        answer = client.get("/stock")  # fault
    except httpx.HTTPError as exc:
        raise HTTPException(503, "The inventory does not answer", {"Retry-After": "10"}) from exc
    return {"available": answer.status_code == 200}
