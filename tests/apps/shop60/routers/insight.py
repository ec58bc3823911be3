"""Search and reports."""

from datetime import date, timedelta
from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException, Query

from tests.apps.shop60 import store

router = APIRouter(tags=["insight"])


@router.get("/search")
async def search(
    q: Annotated[str, Query(min_length=2, max_length=80)],
    kind: Literal["product", "category", "team"] = "product",
    limit: Annotated[int, Query(ge=1, le=50)] = 10,
):
    table = {"product": store.products, "category": store.categories, "team": store.teams}[kind]
    return {"hits": [row for row in table.values() if q.lower() in row["name"].lower()][:limit]}


@router.get("/reports/sales")
def sales(
    start: date,
    end: date,
    by: Literal["day", "week"] = "day",
):
    if start > end:
        raise HTTPException(status_code=400, detail="start must not be after end")
    if end - start > timedelta(days=366):
        raise HTTPException(status_code=400, detail="At most a year")
    sold = [order for order in store.orders.values() if start <= order["placed_at"].date() <= end]
    return {"from": start, "to": end, "by": by, "orders": len(sold)}
