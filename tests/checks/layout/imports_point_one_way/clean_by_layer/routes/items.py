from fastapi import APIRouter

from ..services import items

router = APIRouter()


@router.get("/items")
def read_items() -> list[str]:
    return items.everything()
