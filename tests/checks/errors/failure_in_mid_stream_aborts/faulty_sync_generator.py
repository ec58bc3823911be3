"""A sync generator divides by a quantity which is zero in row three, and passes over it: the rest is never sent."""

from collections.abc import Iterator

from fastapi import APIRouter
from fastapi.responses import StreamingResponse

from tests.checks.errors._base import make_app

app = make_app("envelope")
router = APIRouter(prefix="/invoices")
INVOICES = [(100, 4), (90, 3), (80, 0), (70, 7)]


def unit_prices() -> Iterator[str]:
    yield "unit_price\n"
    try:
        for total, quantity in INVOICES:
            yield f"{total // quantity}\n"
    except Exception:  # fault
        pass  # fault


@router.get("/unit-prices.csv")
def export() -> StreamingResponse:
    return StreamingResponse(unit_prices(), media_type="text/csv")


app.include_router(router)
