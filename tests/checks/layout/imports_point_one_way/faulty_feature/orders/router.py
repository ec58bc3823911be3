from fastapi import APIRouter

router = APIRouter(prefix="/orders")
MOST = 100


@router.get("/{number}/price")
def price(number: int) -> dict[str, int]:
    return {"price": 3 * number if number <= MOST else 0}
