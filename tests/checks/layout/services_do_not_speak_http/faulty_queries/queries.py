from starlette.exceptions import HTTPException as Failure

from .tables import ItemRow


def find(item_id: int) -> str:
    row = ItemRow(id=item_id)
    if row.id != 1:
        raise Failure(404)  # fault
    return "first"
