from fastapi import APIRouter

from ..items import Item
from . import service

router = APIRouter(prefix="/users")


@router.get("/{number}/items")
def read_items(number: int) -> list[Item]:
    return service.items_of(number)
