"""The operations on prices."""

from fastapi import APIRouter

from reference_app.broken.layout_imports_point_one_way import costs
from reference_app.routes import items

router = APIRouter(tags=["items"])


@router.get("/prices")
async def read_prices() -> list[int]:
    """Return what the first items cost."""
    return costs.first(len(items.router.routes))
