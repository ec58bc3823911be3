from fastapi import APIRouter

from . import service
from .schemas import Item

router = APIRouter(prefix="/items")


@router.get("")
async def read_items() -> list[Item]:
    return service.everything()
