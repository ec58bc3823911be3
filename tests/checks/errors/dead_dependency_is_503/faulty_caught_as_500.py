"""The outage is caught and logged, and then answered as the app's own fault."""

import logging

import httpx
from fastapi import HTTPException

from tests.checks.errors._base import make_app

ALSO = ("errors.no-input-crashes",)

log = logging.getLogger(__name__)
app = make_app("detail")


def stock() -> int:
    try:
        return httpx.get("http://inventory.example/stock", timeout=2).status_code
    except httpx.HTTPError as exc:
        log.exception("inventory")
        raise HTTPException(500, "The inventory failed") from exc  # fault


@app.get("/stock")
def read_stock() -> dict[str, int]:
    return {"status": stock()}
