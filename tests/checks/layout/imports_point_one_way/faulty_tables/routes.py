from fastapi import APIRouter

NAME_LENGTH = 40
router = APIRouter()


@router.get("/items")
def read_items() -> list[str]:
    return []
