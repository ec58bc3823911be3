"""Prices that need the rates, which are in a module that needs the prices."""

from reference_app.broken.layout_no_import_cycles.prices import in_euros
from reference_app.main import create_app

app = create_app()


@app.get("/prices", tags=["items"])
async def read_prices() -> dict[str, float]:
    """Return what one of each currency costs."""
    return {"dollar": in_euros("dollar")}
