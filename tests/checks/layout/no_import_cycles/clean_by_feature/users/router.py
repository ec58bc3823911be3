from fastapi import APIRouter

from ..items import service
from ..items.schemas import Item

router = APIRouter(prefix="/users")


@router.get("/me/items")
async def read_my_items() -> list[Item]:
    return service.everything()
