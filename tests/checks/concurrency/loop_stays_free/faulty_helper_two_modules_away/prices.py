from fastapi import APIRouter

from tests.checks.concurrency.loop_stays_free.faulty_helper_two_modules_away import supplier

router = APIRouter()


@router.get("/{sku}")
async def read_price(sku: str) -> dict[str, int]:
    return {"cents": supplier.Supplier().quote(sku)}


@router.get("/")
async def list_prices() -> list[int]:
    return [100, 200]
