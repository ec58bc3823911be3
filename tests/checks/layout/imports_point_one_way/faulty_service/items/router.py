from fastapi import APIRouter

from . import service

router = APIRouter(prefix="/items")


@router.get("")
def read_items() -> list[str]:
    return service.everything()
