from .items import read_items
from .shared import router


@router.get("/users")
def read_users() -> list[str]:
    return read_items()
