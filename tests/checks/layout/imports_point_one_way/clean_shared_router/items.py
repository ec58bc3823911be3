from .shared import router


@router.get("/items")
def read_items() -> list[str]:
    return []
