"""Without the other service the answer says less, and says so."""

import logging

import httpx

from tests.checks.errors._base import make_app

log = logging.getLogger(__name__)
app = make_app("envelope")


def stock() -> int | None:
    try:
        return len(httpx.get("http://inventory.example/stock", timeout=1).content)
    except httpx.HTTPError as exc:
        log.warning("inventory: %s", exc)
        return None


@app.get("/product")
def product() -> dict[str, object]:
    count = stock()
    return {"name": "pen", "stock": count, "degraded": count is None}
