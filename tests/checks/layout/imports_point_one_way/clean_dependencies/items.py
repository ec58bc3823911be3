from typing import Annotated

from fastapi import APIRouter, Depends

from .depends import current_user

router = APIRouter()


@router.get("/items")
def read_items(user: Annotated[str, Depends(current_user)]) -> list[str]:
    return [user]
