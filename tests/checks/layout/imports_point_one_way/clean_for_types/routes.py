from fastapi import APIRouter

from . import service

router = APIRouter()


class Asked:
    name = "first"


@router.get("/items")
def read_items() -> list[str]:
    return service.found(Asked())
