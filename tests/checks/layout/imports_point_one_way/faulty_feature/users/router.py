from fastapi import APIRouter

from ..orders.service import allowed

router = APIRouter(prefix="/users")


@router.get("/allowed/{number}")
def read_allowed(number: int) -> dict[str, bool]:
    return {"allowed": allowed(number)}
