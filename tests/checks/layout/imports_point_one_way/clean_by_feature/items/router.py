from fastapi import APIRouter

from .schemas import Item

router = APIRouter(prefix="/items")


@router.get("")
def read_items() -> list[Item]:
    return []
