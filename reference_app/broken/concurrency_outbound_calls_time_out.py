"""An operation that asks another service what an item costs elsewhere, and waits for it as long as it takes."""

import httpx

from reference_app.errors import responses
from reference_app.main import create_app
from reference_app.routes.dependencies import PathId

app = create_app()
market = httpx.AsyncClient(base_url="http://market.example", timeout=None)


@app.get("/items/{item_id}/market-price", responses=responses(422), tags=["items"])
async def read_market_price(item_id: PathId) -> dict[str, int | None]:
    """Return what an item costs elsewhere; null when nobody tells."""
    try:
        answer = await market.get(f"/prices/{item_id}")  # fault
    except httpx.HTTPError:
        return {"price_cents": None}
    return {"price_cents": answer.json()["price_cents"]}
